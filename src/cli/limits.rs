//! The limits as flags: one for each row of both tables.

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::extract::{Limit, Unit};
use crate::worker::{Cost, Limits};

/// How much is read of a document, and what reading it may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct LimitFlags(pub(super) Limits);

/// Where they stand in the help.
const HEADING: &str = "Limits (a document over one is unreadable, never \"nothing found\")";

impl Args for LimitFlags {
    fn augment_args(command: Command) -> Command {
        let usual = Limits::default();
        let reading = Limit::ALL.into_iter().map(|limit| {
            let name = if limit.unit() == Unit::Bytes { "SIZE" } else { "N" };
            let about = format!("{} [default: {}]", limit.about(), limit.shown(usual.reading.of(limit)));
            flag(limit.key(), name, about).value_parser(move |word: &str| limit.parse(word))
        });
        let costs = Cost::ALL.into_iter().map(|cost| {
            let name = if cost == Cost::Memory { "SIZE" } else { "SECONDS" };
            let about = format!("{} [default: {}]", cost.about(), cost.shown(usual.of(cost)));
            flag(cost.key(), name, about).value_parser(move |word: &str| cost.parse(word))
        });
        command.args(reading.chain(costs))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Seldom needed, so only the long help lists it.
fn flag(key: &'static str, value: &'static str, about: String) -> Arg {
    Arg::new(key).long(key).value_name(value).help(about).help_heading(HEADING).hide_short_help(true)
}

impl FromArgMatches for LimitFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut flags = Self(Limits::default());
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        for limit in Limit::ALL {
            if let Some(value) = matches.get_one::<u64>(limit.key()) {
                self.0.reading.set(limit, *value);
            }
        }
        for cost in Cost::ALL {
            if let Some(value) = matches.get_one::<u64>(cost.key()) {
                self.0.set(cost, *value);
            }
        }
        Ok(())
    }
}
