//! From files to rows: what is refused, and where.

use crate::id::Hazard;
use crate::id::Protection;
use crate::lexicon::Lexicon;
use crate::pattern::Authority;
use crate::pattern::Meta;
use crate::pattern::PatternError;
use crate::pattern::file::File;
use crate::pattern::file::Guards;
use crate::pattern::file::RowEntry;
use crate::pattern::file::RowStatus;
use crate::pattern::notation;
use crate::pattern::notation::Vocabulary;
use crate::pattern::program::Program;
use crate::pattern::row::Guard;
use crate::pattern::row::Row;
use crate::pattern::row::Scope;
use crate::reading::Effect;
use crate::reading::Strength;
use toml::Spanned;

/// What an id of a file stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A protection.
    Protection(Protection),
    /// A hazard.
    Hazard(Hazard),
}

impl Subject {
    /// The subject that the file's path names, if it is a pattern file.
    pub(super) fn of_path(path: &str) -> Option<Result<Self, String>> {
        let (folder, name) = path.rsplit_once('/')?;
        let name = name.strip_suffix(".toml")?;
        match folder {
            "protections" => Some(name.parse().map(Self::Protection).map_err(|e| e.to_string())),
            "hazards" => Some(name.parse().map(Self::Hazard).map_err(|e| e.to_string())),
            _ => None,
        }
    }

    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Protection(p) => p.as_str(),
            Self::Hazard(h) => h.as_str(),
        }
    }

    const fn effect(self, status: RowStatus) -> Effect {
        match (self, status) {
            (Self::Protection(p), RowStatus::Present) => Effect::Protects(p, Strength::Present),
            (Self::Protection(p), RowStatus::Weak) => Effect::Protects(p, Strength::Weak),
            (Self::Hazard(h), _) => Effect::Endangers(h),
        }
    }
}

/// A loaded pattern file.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) subject: Subject,
    pub(super) file: File,
    pub(super) meta: Meta,
}

impl Loaded {
    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.file.row.iter().map(|entry| entry.say.len()).sum()
    }
}

/// Line from 1 of a byte of a file.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|&&b| b == b'\n').count() + 1
}

/// Reads one pattern file.
pub(super) fn file(path: &str, text: &str, subject: Subject) -> Result<Loaded, PatternError> {
    let file: File = toml::from_str(text).map_err(|e| wrong(path, text, &e))?;
    if file.id.get_ref() != subject.id() {
        let says = format!("the id is `{}`, the file is named `{}`: make them equal", file.id.get_ref(), subject.id());
        return Err(PatternError { file: path.to_owned(), line: line_of(text, file.id.span().start), says });
    }
    let authority = file.authority.iter().map(|a| Authority {
        cite: a.cite.clone(),
        says: a.says.clone(),
        state: a.state.clone(),
        kind: a.kind,
        checked: a.checked.to_string(),
        verified: a.verified,
    });
    let own = |words: &Option<String>, usual: &str| words.as_deref().unwrap_or(usual).trim().to_owned();
    let meta = Meta {
        title: file.title.clone(),
        why: file.why.trim().to_owned(),
        ask: file.ask.trim().to_owned(),
        deed_why: own(&file.deed.why, &file.why),
        deed_ask: own(&file.deed.ask, &file.ask),
        request: own(&file.request, &file.ask),
        deed_request: own(
            &file.deed.request.clone().or_else(|| file.deed.ask.clone()).or_else(|| file.request.clone()),
            &file.ask,
        ),
        authority: authority.collect(),
    };
    Ok(Loaded { path: path.to_owned(), text: text.to_owned(), subject, file, meta })
}

fn wrong(path: &str, text: &str, error: &toml::de::Error) -> PatternError {
    let line = error.span().map_or(1, |s| line_of(text, s.start));
    PatternError { file: path.to_owned(), line, says: error.message().to_owned() }
}

/// What rows are compiled with.
pub(super) struct Workshop<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) vocabulary: &'a mut Vocabulary,
    /// Names of the default guards.
    pub(super) names: Vec<String>,
    /// Their rows.
    pub(super) guards: Vec<Vec<Guard>>,
}

impl Workshop<'_> {
    /// Reads `guards.toml`.
    pub(super) fn learn_guards(&mut self, path: &str, text: &str) -> Result<(), PatternError> {
        let file: Guards = toml::from_str(text).map_err(|e| wrong(path, text, &e))?;
        for guard in file.guard {
            if guard.why.trim().is_empty() {
                let says = format!("the guard `{}` does not say why", guard.name);
                return Err(PatternError { file: path.to_owned(), line: 1, says });
            }
            self.names.push(guard.name);
            let rows = guard.rows.iter().map(|row| self.guard(path, text, row)).collect::<Result<_, _>>()?;
            self.guards.push(rows);
        }
        Ok(())
    }

    /// Compiles the rows of a file; their numbers go on behind those of an earlier file of the same id.
    pub(super) fn rows(&mut self, loaded: &Loaded, before: usize) -> Result<Vec<Row>, PatternError> {
        let mut rows = Vec::new();
        for entry in &loaded.file.row {
            for say in &entry.say {
                let name = format!("{}/{}", loaded.subject.id(), before + rows.len() + 1);
                rows.push(self.row(loaded, entry, say, name)?);
            }
        }
        Ok(rows)
    }

    fn row(&mut self, at: &Loaded, entry: &RowEntry, say: &Spanned<String>, name: String) -> Result<Row, PatternError> {
        let program = self.program(&at.path, &at.text, say, say.get_ref())?;
        if program.required.is_empty() {
            return Err(broken(&at.path, &at.text, say, "nothing in this row is required: every unit would match"));
        }
        let all = |shop: &mut Self, guards: &[Spanned<String>]| {
            guards.iter().map(|g| shop.guard(&at.path, &at.text, g)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Row {
            effect: at.subject.effect(entry.status),
            name,
            line: line_of(&at.text, say.span().start),
            polarity: entry.polarity,
            program,
            unless: all(self, &entry.unless)?,
            needs: all(self, &entry.needs)?,
            guards: self.defaults(at, &entry.without)?,
        })
    }

    fn defaults(&self, at: &Loaded, without: &[Spanned<String>]) -> Result<Vec<usize>, PatternError> {
        if let Some(unknown) = without.iter().find(|w| !self.names.contains(w.get_ref())) {
            let says = format!("`{}` is no guard of guards.toml", unknown.get_ref());
            return Err(broken(&at.path, &at.text, unknown, &says));
        }
        let bound = |name: &String| !without.iter().any(|w| w.get_ref() == name);
        Ok(self.names.iter().enumerate().filter(|(_, name)| bound(name)).map(|(n, _)| n).collect())
    }

    fn guard(&mut self, path: &str, text: &str, guard: &Spanned<String>) -> Result<Guard, PatternError> {
        let (scope, say) = Scope::cut(guard.get_ref());
        Ok(Guard { scope, program: self.program(path, text, guard, say)? })
    }

    fn program(&mut self, path: &str, text: &str, at: &Spanned<String>, say: &str) -> Result<Program, PatternError> {
        let expr = notation::parse(say, self.lexicon, self.vocabulary).map_err(|says| broken(path, text, at, &says))?;
        Ok(Program::new(&expr))
    }
}

fn broken(path: &str, text: &str, at: &Spanned<String>, says: &str) -> PatternError {
    PatternError { file: path.to_owned(), line: line_of(text, at.span().start), says: says.to_owned() }
}
