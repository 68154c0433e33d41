//! The open elements, and which end tag ends which.
//!
//! The rules are those of the HTML standard as far as they bear on text. Each step costs about the same however many
//! elements are open.

use html5ever::LocalName;

use hashbrown::HashMap;

use super::element::Kind;
use super::look::Look;
use super::look::Own;

/// An open element.
#[derive(Debug, Clone)]
pub(super) struct Open {
    /// Its name.
    pub name: LocalName,
    /// What it is.
    pub kind: Kind,
    /// What it does to its text.
    pub own: Own,
    /// The look of its text.
    look: Look,
}

/// Most formatting elements that go on behind the end of a block.
const MAX_CARRIED: usize = 64;

/// How far down a formatting element is looked for that ends below open blocks.
const MAX_REACH: usize = 1_000;

/// The open elements, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Stack {
    all: Vec<Open>,
    /// Where the elements of each name stand.
    places: HashMap<LocalName, Vec<usize>>,
    /// Where blocks stand, at which end tags of inline elements stop.
    special: Vec<usize>,
    /// Where cells and tables stand, at which end tags of blocks stop.
    barriers: Vec<usize>,
    /// Where tables stand.
    tables: Vec<usize>,
    /// Where lists stand.
    lists: Vec<usize>,
}

impl Stack {
    /// The look of text that comes next.
    pub(super) fn look(&self) -> Look {
        self.all.last().map(|open| open.look).unwrap_or_default()
    }

    /// Whether a table is open.
    pub(super) fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Whether an element of that name is open.
    pub(super) fn holds(&self, name: &LocalName) -> bool {
        self.place(name).is_some()
    }

    /// Opens an element.
    pub(super) fn push(&mut self, name: LocalName, kind: Kind, own: Own) {
        let at = self.all.len();
        self.places.entry(name.clone()).or_default().push(at);
        for places in self.kept_for(kind) {
            places.push(at);
        }
        let look = own.within(self.look());
        self.all.push(Open { name, kind, own, look });
    }

    fn kept_for(&mut self, kind: Kind) -> impl Iterator<Item = &mut Vec<usize>> {
        let special = kind.is_special().then_some(&mut self.special);
        let barrier = kind.is_barrier().then_some(&mut self.barriers);
        let table = (kind == Kind::Table).then_some(&mut self.tables);
        let list = (kind == Kind::List).then_some(&mut self.lists);
        [special, barrier, table, list].into_iter().flatten()
    }

    fn place(&self, name: &LocalName) -> Option<usize> {
        self.places.get(name)?.last().copied()
    }

    /// The elements that the end tag of that name ends, the innermost first.
    pub(super) fn end(&mut self, name: &LocalName, kind: Kind) -> Vec<Open> {
        let Some(at) = self.place(name) else { return Vec::new() };
        let floor = match kind {
            Kind::Inline => &self.special,
            Kind::Table | Kind::Rows | Kind::Row | Kind::Cell => &self.tables,
            Kind::Formatting | Kind::Block | Kind::Apart | Kind::List | Kind::Item => &self.barriers,
        };
        let floor = floor.last().copied();
        if floor.is_some_and(|floor| at < floor) {
            return Vec::new();
        }
        if kind == Kind::Formatting && self.special.last().is_some_and(|&block| block > at) {
            self.switch_off(at, name);
            return Vec::new();
        }
        self.cut(at)
    }

    /// The elements that the beginning of an element ends: an open paragraph, item, row or cell.
    pub(super) fn make_room(&mut self, name: &LocalName, kind: Kind) -> Vec<Open> {
        let floor = |places: &[usize]| places.last().map_or(0, |&at| at + 1);
        let (names, floor): (&[&str], usize) = match (kind, &**name) {
            (_, "dt" | "dd") => (&["dt", "dd"], floor(&self.barriers)),
            (Kind::Item, _) => (&["li"], floor(&self.lists).max(floor(&self.barriers))),
            (Kind::Cell, _) => (&["td", "th", "caption"], floor(&self.tables)),
            (Kind::Row | Kind::Rows, _) => (&["tr", "td", "th", "caption"], floor(&self.tables)),
            (Kind::Block | Kind::Apart | Kind::List | Kind::Table, _) => (&["p"], floor(&self.barriers)),
            (Kind::Inline | Kind::Formatting, _) => return Vec::new(),
        };
        let lowest =
            names.iter().filter_map(|name| self.place(&LocalName::from(*name))).filter(|&at| at >= floor).min();
        let mut out = lowest.map_or_else(Vec::new, |at| self.cut(at));
        if matches!(kind, Kind::Item) || &**name == "dt" || &**name == "dd" {
            let at = self.place(&LocalName::from("p")).filter(|&at| at >= self.barriers.last().map_or(0, |&at| at + 1));
            out.extend(at.map_or_else(Vec::new, |at| self.cut(at)));
        }
        out
    }

    /// Takes all elements from that place on off the stack. Formatting elements among them go on, but the first.
    fn cut(&mut self, at: usize) -> Vec<Open> {
        let mut ended = Vec::new();
        while self.all.len() > at
            && let Some(open) = self.all.pop()
        {
            if let Some(places) = self.places.get_mut(&open.name)
                && places.last() == Some(&self.all.len())
            {
                places.pop();
            }
            for places in self.kept_for(open.kind) {
                places.pop();
            }
            ended.push(open);
        }
        let within = ended.len().saturating_sub(1);
        let goes_on = |open: &&Open| open.kind == Kind::Formatting && open.own.changes();
        let stays_in = ended.iter().any(|open| open.kind.is_barrier());
        let carried: Vec<Open> = ended.iter().take(within).filter(goes_on).take(MAX_CARRIED).cloned().collect();
        if !stays_in {
            for open in carried.into_iter().rev() {
                self.push(open.name, open.kind, open.own);
            }
        }
        ended
    }

    /// A formatting element ends below blocks that stay open.
    fn switch_off(&mut self, at: usize, name: &LocalName) {
        if self.all.len() - at > MAX_REACH {
            return;
        }
        if let Some(places) = self.places.get_mut(name) {
            places.pop();
        }
        let mut around =
            at.checked_sub(1).and_then(|below| self.all.get(below)).map(|open| open.look).unwrap_or_default();
        for (n, open) in self.all.iter_mut().enumerate().skip(at) {
            if n == at {
                open.own = Own::default();
            }
            open.look = open.own.within(around);
            around = open.look;
        }
    }
}
