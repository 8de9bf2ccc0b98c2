use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::program::{PASSES, Program, repository};

#[test]
fn a_run_that_passes_says_so_in_its_last_line_and_exits_0() {
    let program = Program::new("passes");
    program.file("scenarios/login.yaml", PASSES);

    let said = program.run(&["run"]);

    assert_eq!(
        (said.code, said.last_line(), said.err.as_str()),
        (Some(0), "1 passed, 0 failed", "")
    );
}

#[test]
fn a_failed_case_exits_1_and_shows_the_place_in_the_file() {
    let program = Program::new("fails");
    program.file("login.yaml", &PASSES.replace("agentNotReady", "agentReady"));

    let said = program.run(&["run", "login.yaml"]);

    assert_eq!(
        (said.code, said.last_line()),
        (Some(1), "0 passed, 1 failed"),
        "{}",
        said.out
    );
    assert!(said.out.contains("--> login.yaml:10:"), "{}", said.out);
}

#[test]
fn a_scenario_with_a_mistake_exits_2_and_nothing_runs() {
    let program = Program::new("mistake");
    program.file(
        "login.yaml",
        &PASSES.replace("agentLoggedOn", "agentLogedOn"),
    );

    let said = program.run(&["run", "login.yaml"]);

    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(
        said.err.contains("did you mean `agentLoggedOn`?"),
        "{}",
        said.err
    );
    assert!(
        said.err
            .ends_with("error: nothing ran: a scenario with problems cannot mean anything\n")
    );
}

#[test]
fn check_reports_every_problem_and_exits_2() {
    let program = Program::new("check");
    program.file("a.yaml", &PASSES.replace("agentLoggedOn", "agentLogedOn"));
    program.file("b.yaml", &PASSES.replace("agentLogin", "agentLogon"));
    program.file("c.yaml", PASSES);

    let said = program.run(&["check", "."]);

    assert_eq!(said.code, Some(2));
    assert!(
        said.err.ends_with("2 problems in 3 files\n"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("unknown event `agentLogedOn`"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("unknown method `agentLogon`"),
        "{}",
        said.err
    );
}

#[test]
fn a_mistake_in_a_part_that_two_files_include_is_one_problem() {
    let program = Program::new("part");
    let including = PASSES.replace("  - call: agentLogin", "  - include: _part.yaml");
    program.file("_part.yaml", "- call: agentLogon\n");
    program.file("a.yaml", &including);
    program.file("b.yaml", &including);

    let said = program.run(&["check", "."]);

    assert_eq!(said.code, Some(2));
    assert!(said.err.ends_with("1 problem in 2 files\n"), "{}", said.err);
}

#[test]
fn check_says_what_it_read() {
    let program = Program::new("checked");
    program.file("scenarios/login.yaml", PASSES);
    program.file("scenarios/_parts/half.yaml", "- call: agentLogin\n");

    let said = program.run(&["check"]);

    assert_eq!(
        (said.code, said.out.as_str()),
        (Some(0), "1 file, 1 case, no problems\n")
    );
}

#[test]
fn a_filter_that_fits_nothing_exits_4() {
    let program = Program::new("nothing");
    program.file("login.yaml", PASSES);

    let said = program.run(&["run", "login.yaml", "--filter", "tag:video"]);

    assert_eq!((said.code, said.out.as_str()), (Some(4), ""));
    assert_eq!(said.err, "error: no case is selected\n");
}

#[test]
fn a_filter_takes_tags_words_and_their_opposites() {
    let program = Program::new("filter");
    program.file("login.yaml", PASSES);
    let outcome = |filter: &str| program.run(&["run", "login.yaml", "--filter", filter]).code;

    let codes = [
        "tag:smoke",
        "vendor:wellclient LOGIN",
        "!tag:smoke",
        "logs !in",
    ]
    .map(outcome);

    assert_eq!(codes, [Some(0), Some(0), Some(4), Some(4)]);
}

#[test]
fn a_path_that_does_not_exist_exits_2_and_names_it() {
    let said = Program::new("missing").run(&["run", "nowhere.yaml"]);

    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains("cannot read `nowhere.yaml`"),
        "{}",
        said.err
    );
}

#[test]
fn an_unknown_quirk_or_value_exits_2_and_says_what_there_is() {
    let program = Program::new("quirks");
    program.file("login.yaml", PASSES);
    let error = |quirk: &str| {
        let said = program.run(&["run", "login.yaml", "--quirk", quirk]);
        assert_eq!(said.code, Some(2), "{quirk}");
        said.err
    };

    assert!(error("wellclient.internal_clear=own").contains("did you mean `internal_clears`?"));
    assert!(error("wellclient.internal_clears=none").contains("`both` or `own`, not `none`"));
    assert!(error("wellclint.x=y").contains("unknown vendor `wellclint`"));
    assert!(error("internal_clears").contains("such as `wellclient.recording=off`"));
}

#[test]
fn a_report_that_cannot_be_written_exits_3() {
    let program = Program::new("unwritable");
    program.file("login.yaml", PASSES);

    let said = program.run(&["run", "login.yaml", "--junit", "no/such/folder.xml"]);

    assert_eq!(said.code, Some(3));
    assert!(
        said.err.contains("cannot write `no/such/folder.xml`"),
        "{}",
        said.err
    );
}

#[test]
fn a_kept_run_gives_the_same_reports_later() {
    let program = Program::new("later");
    program.file("a.yaml", PASSES);
    program.file("b.yaml", &PASSES.replace("agentNotReady", "agentReady"));

    let live = program.run(&["run", ".", "--jsonl", "run.jsonl", "--junit", "live.xml"]);
    let later = program.run(&["report", "run.jsonl", "--junit", "later.xml"]);

    assert_eq!((live.code, later.code), (Some(1), Some(1)));
    assert_eq!(live.out, later.out);
    assert_eq!(program.read("live.xml"), program.read("later.xml"));
}

#[test]
fn a_run_that_was_cut_off_is_not_as_expected_later() {
    let program = Program::new("cut");
    program.file("a.yaml", PASSES);
    program.run(&["run", ".", "--jsonl", "run.jsonl"]);
    let whole = program.read("run.jsonl");
    let cut: Vec<&str> = whole.lines().take(2).collect();
    program.file("cut.jsonl", &cut.join("\n"));

    let said = program.run(&["report", "cut.jsonl"]);

    assert_eq!(
        (said.code, said.last_line()),
        (Some(1), "0 passed, 0 failed, 1 not run")
    );
}

#[test]
fn shards_together_play_every_case_once() {
    let program = Program::new("shards");
    for name in ["a", "b", "c", "d", "e"] {
        program.file(&format!("scenarios/{name}.yaml"), PASSES);
    }

    let played: usize = ["hash:1/3", "hash:2/3", "hash:3/3"]
        .into_iter()
        .map(|shard| {
            let said = program.run(&["run", "--shard", shard]);
            said.out
                .lines()
                .filter(|line| line.starts_with("passed "))
                .count()
        })
        .sum();

    assert_eq!(played, 5);
}

#[test]
fn equal_seeds_give_equal_bytes() {
    let program = Program::new("determinism");
    program.file("login.yaml", PASSES);

    let said = program.run(&["run", "login.yaml", "--check-determinism", "--seed", "7"]);

    assert_eq!(
        (said.code, said.last_line()),
        (Some(0), "1 passed, 0 failed")
    );
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let program = Program::new("pipe");
    program.file("login.yaml", PASSES);
    let commands: [&[&str]; 5] = [
        &["schema"],
        &["man"],
        &["completions", "zsh"],
        &["check", "login.yaml"],
        &["run", "login.yaml"],
    ];

    for args in commands {
        assert_eq!(unread(&program, args), Some(0), "{args:?}");
    }
}

#[test]
fn a_case_fails_even_when_nobody_reads_the_report() {
    let program = Program::new("unread");
    program.file("login.yaml", &PASSES.replace("agentNotReady", "agentReady"));

    assert_eq!(unread(&program, &["run", "login.yaml"]), Some(1));
}

#[test]
fn strict_serving_tells_what_was_not_done_even_when_nobody_reads_on() {
    let program = Program::new("unread-serve");
    program.file("login.yaml", PASSES);
    let mut child = program
        .command(&["serve", "--strict", "--listen", "127.0.0.1:0", "login.yaml"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
    out.read_line(&mut String::new()).expect("it is ready");
    drop(out);

    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-s", "TERM", &pid]).status();
    assert!(sent.expect("there is `kill`").success());

    assert_eq!(child.wait().expect("the program ends").code(), Some(1));
}

#[test]
fn a_clock_that_hardly_moves_is_refused() {
    let program = Program::new("clock");
    program.file("login.yaml", PASSES);

    let said = program.run(&["run", "login.yaml", "--clock", "1e-300x"]);

    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains(
            "write `virtual`, `real`, or a factor from `0.001x` to `1000000x`, such as `20x`"
        ),
        "{}",
        said.err
    );
}

#[test]
fn the_schema_in_the_repository_is_the_one_that_the_program_prints() {
    let said = Program::new("schema").run(&["schema"]);

    let kept = std::fs::read_to_string(repository("scenarios/scenario.schema.json"));
    assert_eq!(
        kept.expect("the schema is kept"),
        said.out,
        "run `cargo xtask schema`"
    );
}

/// Runs the program with a standard output that nobody reads; returns its exit code.
fn unread(program: &Program, args: &[&str]) -> Option<i32> {
    let mut child = program
        .command(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    child.wait().expect("the program ends").code()
}

#[test]
fn a_scenario_in_another_encoding_is_told_to_be_saved_as_utf_8() {
    let program = Program::new("encoding");
    program.bytes("login.yaml", b"scenario: \xb5\xe7\xbb\xb0\n");

    let said = program.run(&["check", "login.yaml"]);

    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains(
            "cannot read `login.yaml`: byte 10 is no UTF-8, and scenarios are saved as UTF-8"
        ),
        "{}",
        said.err
    );
}
