//! Settings by variables of the environment: `ACQUIT_FAIL_ON=critical`.

use anyhow::bail;
use clap::Command;

use super::layers::{Held, Origin};
use super::near::nearest;
use super::setting::{PREFIX, Setting, Shape};
use crate::context::user::UserFacts;
use crate::report::visible::visible_name;

/// The variable that gives facts, as `--fact` does.
pub(super) const FACTS: &str = "ACQUIT_FACTS";

/// A name at most so many letters from a setting's is taken for a slip.
const SLIP: usize = 2;

/// Variables of the environment that begin as ours do, by name; an empty one is none.
pub(super) fn variables() -> anyhow::Result<Vec<(String, String)>> {
    let mut ours = Vec::new();
    for (name, value) in std::env::vars_os() {
        let Ok(name) = name.into_string() else { continue };
        if !name.starts_with(PREFIX) || value.is_empty() {
            continue;
        }
        match value.into_string() {
            Ok(value) => ours.push((name, value)),
            Err(_) => bail!("{}: the variable holds no text; set it anew", visible_name(&name)),
        }
    }
    ours.sort();
    Ok(ours)
}

/// What the variables say. One that is nearly a setting's is an error: a slip would be heeded by nobody.
pub(super) fn read(
    variables: &[(String, String)],
    settings: &[Setting],
    program: &Command,
) -> anyhow::Result<(Vec<Held>, UserFacts)> {
    let (mut held, mut facts) = (Vec::new(), UserFacts::default());
    let names: Vec<String> = settings.iter().map(Setting::variable).collect();
    for (name, value) in variables {
        if name == FACTS {
            facts = UserFacts::parse([value.as_str()]).map_err(|bad| anyhow::anyhow!("{FACTS}: {bad}"))?;
        } else if let Some(setting) = settings.iter().find(|setting| setting.variable() == *name) {
            let values = values(setting, value).map_err(|says| anyhow::anyhow!("{name}: {says}"))?;
            for value in &values {
                setting.check(program, value).map_err(|says| anyhow::anyhow!("{name}: {says}"))?;
            }
            held.push(Held { setting: *setting, values, origin: Origin::Variable(name.clone()) });
        } else {
            let near = nearest(name, names.iter().map(String::as_str).chain([FACTS]));
            if let Some((near, _)) = near.filter(|(_, steps)| *steps <= SLIP) {
                bail!("{}: the variable is no setting; did you mean {near}?", visible_name(name));
            }
        }
    }
    Ok((held, facts))
}

fn values(setting: &Setting, value: &str) -> Result<Vec<String>, String> {
    match setting.shape {
        Shape::List => Ok(value.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()),
        Shape::Word | Shape::Path => Ok(vec![value.to_owned()]),
        Shape::Switch => match value.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(vec!["true".to_owned()]),
            "false" | "no" | "0" => Ok(vec!["false".to_owned()]),
            _ => Err(format!("`{}` is neither true nor false", visible_name(value))),
        },
    }
}
