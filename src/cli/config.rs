//! Settings: what the command line says, then the environment, then `acquit.toml`, then what holds of itself.
//!
//! Whatever the environment and the file say is put as words on the command line, where its own flags say nothing of it:
//! so one parser and one rule decide on a value, wherever it comes from.

mod environment;
mod file;
mod layers;
mod near;
mod schema;
mod setting;
mod show;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Command as Program, CommandFactory, FromArgMatches};

use self::layers::{Asked, Place};
use self::setting::COMMANDS;
use super::args::{Args, Command, ConfigCommand};
use super::output::{Loudness, detail, loudness, say};

pub(super) use self::layers::Settings;
pub(super) use self::schema::schema;
pub(super) use self::show::show;

/// Why there is nothing to run.
pub(super) enum Refusal {
    /// Help, or wrong words on the command line.
    Words(clap::Error),
    /// A wrong setting.
    Setting(anyhow::Error),
}

/// The arguments of this run, completed by its settings.
pub(super) fn arguments() -> Result<Args, Refusal> {
    let words: Vec<OsString> = std::env::args_os().collect();
    let mut program = Args::command();
    let matches = program.try_get_matches_from_mut(&words).map_err(Refusal::Words)?;
    program.build();
    let Some(asked) = asked(&matches, &program) else { return args(&matches, &mut program) };
    let settings = Settings::gather(&place(&matches), &asked, &program).map_err(Refusal::Setting)?;
    let (more, gates) = (settings.words(&asked), settings.gates(&asked));
    if more.is_empty() {
        let args = args(&matches, &mut program)?;
        return Ok(settle(args, settings, gates));
    }
    let matches =
        program.try_get_matches_from_mut(completed(words, more)).map_err(|refusal| clash(&settings, &refusal))?;
    let args = args(&matches, &mut program)?;
    Ok(settle(args, settings, gates))
}

fn args(matches: &ArgMatches, program: &mut Program) -> Result<Args, Refusal> {
    Args::from_arg_matches(matches).map_err(|error| Refusal::Words(error.format(program)))
}

/// The command, where it is one that heeds settings.
fn asked<'a>(matches: &'a ArgMatches, program: &'a Program) -> Option<Asked<'a>> {
    let (name, given) = matches.subcommand()?;
    let command = program.find_subcommand(name)?;
    if name == "config" {
        let (name, given) = given.subcommand()?;
        return Some(Asked { command: command.find_subcommand(name)?, given });
    }
    COMMANDS.contains(&name).then_some(Asked { command, given })
}

fn place(matches: &ArgMatches) -> Place {
    match matches.get_one::<PathBuf>("config") {
        _ if matches.get_flag("no_config") => Place::Nowhere,
        Some(path) => Place::Named(path.clone()),
        None => Place::Found,
    }
}

/// The command line with more words: before those that are no flags for sure.
fn completed(mut words: Vec<OsString>, more: Vec<OsString>) -> Vec<OsString> {
    let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
    words.splice(end..end, more);
    words
}

/// The words of the command line went together, so what the settings add does not.
fn clash(settings: &Settings, refusal: &clap::Error) -> Refusal {
    let says = refusal.render().to_string();
    let says = says.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let told = settings.told().join(", ");
    Refusal::Setting(anyhow::anyhow!("the settings do not go with the command line: {says}; they are {told}"))
}

/// Gives the commands what no flag can say.
fn settle(mut args: Args, settings: Settings, gates: Vec<String>) -> Args {
    let rules = settings.rules();
    if matches!(args.command, Command::Review(_) | Command::Scan(_) | Command::Check(_)) {
        args.gates = gates;
    }
    if let Some(file) = &settings.file {
        args.told.push(format!("settings: {file}"));
    }
    args.told.extend(settings.told().into_iter().map(|told| format!("settings: {told}")));
    match &mut args.command {
        Command::Review(review) => review.demands.rules = rules,
        Command::Scan(scan) => scan.demands.rules = rules,
        Command::Check(check) => check.demands.rules = rules,
        Command::Diff(diff) => diff.demands.rules = rules,
        Command::Serve(serve) => serve.rules = rules,
        Command::Config(config) => match &mut config.what {
            ConfigCommand::Show(show) => show.settings = Some(Box::new(settings)),
        },
        _ => {}
    }
    args
}

/// Says which settings hold, where somebody wants to know, and always what a file lets the run pass over: whoever reads
/// that nothing was found must know who chose what counts.
pub(super) fn tell(args: &Args) {
    if !args.gates.is_empty() && loudness() > Loudness::Quiet {
        let gates = args.gates.join(", ");
        say(&format!("acquit: the settings decide what counts here: {gates}; --no-config reads without them"));
    }
    for told in &args.told {
        detail(told);
    }
}
