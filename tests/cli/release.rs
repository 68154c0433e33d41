//! Releases: the workflow that makes them is sound, and its archives are those that `cargo binstall` and the action look
//! for. The workflow itself has never run (`.github/workflows/release.yml` says so).

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use super::ecosystem::{root, steps, yaml};

const WORKFLOW: &str = ".github/workflows/release.yml";

fn targets(workflow: &Value) -> BTreeSet<String> {
    let all = workflow["jobs"]["archive"]["strategy"]["matrix"]["include"].as_array().unwrap();
    all.iter().map(|one| one["target"].as_str().unwrap().to_owned()).collect()
}

fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn the_workflow_is_sound_and_says_that_it_never_ran() {
    let workflow = yaml(WORKFLOW);
    assert!(file(WORKFLOW).contains("# UNTESTED:"), "whoever has run it takes this out");
    let mut scripts = 0;
    for (name, job) in workflow["jobs"].as_object().unwrap() {
        for step in steps(job) {
            if let Some(action) = step["uses"].as_str() {
                let (_, version) = action.split_once("@v").unwrap_or_else(|| panic!("{name}: {action} has no version"));
                assert!(version.parse::<u32>().is_ok(), "{name}: {action}");
                continue;
            }
            let script = step["run"].as_str().unwrap_or_else(|| panic!("{name}: {step}"));
            assert!(!script.contains("${{"), "{name}: what comes from outside goes through the environment: {script}");
            let bash = Command::new("bash").args(["-n", "-c", script]).output().unwrap();
            assert!(bash.status.success(), "{name}: {}", String::from_utf8_lossy(&bash.stderr));
            scripts += 1;
        }
    }
    assert!(scripts > 5, "only {scripts} scripts were seen");
    let writes: Vec<&String> = workflow["jobs"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, job)| job["permissions"]["contents"] == "write")
        .map(|(name, _)| name)
        .collect();
    assert_eq!((&workflow["permissions"]["contents"], writes), (&"read".into(), vec![&"publish".to_owned()]));
}

#[test]
fn the_archives_are_those_that_binstall_and_the_action_look_for() {
    let targets = targets(&yaml(WORKFLOW));
    for system in ["linux", "darwin", "windows"] {
        assert!(targets.iter().any(|target| target.contains(system)), "no archive for {system}: {targets:?}");
    }
    let cargo: toml::Table = file("Cargo.toml").parse().unwrap();
    let binstall = &cargo["package"]["metadata"]["binstall"];
    let words = |key: &str| binstall[key].as_str().unwrap().to_owned();
    let overridden: BTreeSet<String> = binstall["overrides"].as_table().unwrap().keys().cloned().collect();
    assert!(overridden.is_subset(&targets), "{overridden:?}");
    let (pack, install) = (file(".github/pack.sh"), file(".github/action/install.sh"));
    for target in &targets {
        let zipped = target.contains("windows");
        let format =
            if zipped { binstall["overrides"][target]["pkg-fmt"].as_str() } else { binstall["pkg-fmt"].as_str() };
        assert_eq!(format, Some(if zipped { "zip" } else { "tgz" }), "{target}");
        assert!(install.contains(&format!("target={target}")), "action.yml does not take the archive for {target}");
    }
    assert!(words("pkg-url").ends_with("/v{ version }/{ name }-{ version }-{ target }{ archive-suffix }"));
    assert_eq!(words("bin-dir"), "{ name }-{ version }-{ target }/{ bin }{ binary-ext }");
    assert!(pack.contains("name=acquit-$version-$target\n") && install.contains("name=acquit-$version-$target\n"));
    assert!(install.contains("/releases/download/v$version\n"));
}

/// Packing and installing, as far as one machine can try them.
#[cfg(target_os = "linux")]
mod archive {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::Command;

    use super::root;
    use crate::desk::{Desk, Run, ended};

    const VERSION: &str = env!("CARGO_PKG_VERSION");

    fn name() -> String {
        format!("acquit-{VERSION}-{}-unknown-linux-gnu", std::env::consts::ARCH)
    }

    fn script(desk: &Desk, name: &str, text: &str) {
        desk.write(name, text);
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// A desk with a packed archive in `packed`. The program in it only starts the real one, which is large.
    fn packed() -> Desk {
        let desk = Desk::new();
        script(&desk, "acquit", &format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_acquit")));
        let target = name().split_once(&format!("-{VERSION}-")).unwrap().1.to_owned();
        let mut pack = Command::new(root().join(".github/pack.sh"));
        pack.arg(target).arg(desk.path("acquit")).arg(desk.path("packed")).current_dir(root());
        let run = ended("pack.sh", &mut pack);
        assert_eq!((run.code, run.stdout.trim()), (0, format!("{}.tar.gz", name()).as_str()), "{}", run.stderr);
        fs::remove_file(desk.path("acquit")).unwrap();
        desk
    }

    #[test]
    fn an_archive_holds_the_program_and_its_papers() {
        let desk = packed();
        let check = Command::new("sha256sum")
            .args(["--check", "--quiet"])
            .arg(format!("{}.tar.gz.sha256", name()))
            .current_dir(desk.path("packed"))
            .status()
            .unwrap();
        assert!(check.success(), "the checksum is another's");
        let listed = Command::new("tar")
            .arg("-tzf")
            .arg(desk.path("packed").join(format!("{}.tar.gz", name())))
            .output()
            .unwrap();
        let listed = String::from_utf8(listed.stdout).unwrap();
        for file in [
            "acquit",
            "open-acquit.command",
            "README.md",
            "CHANGELOG.md",
            "LICENSE-MIT",
            "LICENSE-APACHE",
            "NOTICE",
            "man/acquit.1",
            "man/acquit-check.1",
            "completions/acquit.bash",
            "completions/acquit.zsh",
            "completions/acquit.fish",
            "completions/acquit.powershell",
            "completions/acquit.elvish",
        ] {
            assert!(listed.lines().any(|line| line == format!("{}/{file}", name())), "no {file}: {listed}");
        }
        assert_eq!(fs::read_dir(desk.path("packed")).unwrap().count(), 2, "archive and checksum, nothing else");
    }

    /// The first step of the action, with a stand-in for curl that takes files from `packed`.
    fn install(desk: &Desk, version: &str, reference: &str) -> Run {
        script(
            desk,
            "curl",
            "#!/bin/bash\nfor word; do [ \"$last\" = --output ] && file=$word; last=$word; done\n\
             echo \"$last\" >>\"$DESK/asked\"\nexec cp \"$DESK/packed/${last##*/}\" \"$file\"\n",
        );
        desk.write("path", "");
        let mut command = Command::new("bash");
        command.arg(root().join(".github/action/install.sh")).current_dir(desk.path(""));
        command.env("PATH", format!("{}:/usr/bin:/bin", desk.path("").display())).env("DESK", desk.path(""));
        command.env("INPUT_VERSION", version).env("ACTION_REF", reference).env("ACTION_REPOSITORY", "owner/acquit");
        command.env("RUNNER_TEMP", desk.path("")).env("GITHUB_PATH", desk.path("path"));
        command.env("GITHUB_SERVER_URL", "https://hub.test");
        ended("install.sh", &mut command)
    }

    #[test]
    fn the_action_takes_an_archive_whose_checksum_is_right() {
        let version = format!("v{VERSION}");
        for (asked, reference) in [(VERSION, "main"), (version.as_str(), "main"), ("", version.as_str())] {
            let desk = packed();
            let run = install(&desk, asked, reference);
            assert_eq!((run.code, run.stdout.trim()), (0, format!("acquit {VERSION}").as_str()), "{}", run.stderr);
            let folder = fs::read_to_string(desk.path("path")).unwrap();
            assert!(Path::new(folder.trim()).join("acquit").is_file(), "{folder}");
            let from = format!("https://hub.test/owner/acquit/releases/download/v{VERSION}/{}.tar.gz", name());
            assert_eq!(fs::read_to_string(desk.path("asked")).unwrap(), format!("{from}\n{from}.sha256\n"));
        }
    }

    #[test]
    fn an_archive_that_somebody_changed_is_refused() {
        let desk = packed();
        let archive = desk.path("packed").join(format!("{}.tar.gz", name()));
        let mut bytes = fs::read(&archive).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&archive, bytes).unwrap();
        let run = install(&desk, VERSION, "main");
        assert_ne!(run.code, 0, "{}", run.stdout);
        assert_eq!(fs::read_to_string(desk.path("path")).unwrap(), "", "nothing is put on the path");
    }

    #[test]
    fn without_a_release_it_says_what_to_do() {
        let desk = Desk::new();
        let run = install(&desk, "", "main");
        assert!(run.code == 2 && run.stdout.contains("set the input `version`"), "{}{}", run.stdout, run.stderr);
    }
}
