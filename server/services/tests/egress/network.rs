//! A network that is made for one test: every address there is, on a loopback device, with a name server and listeners that write
//! down who is dialled. A test runs again, alone, in namespaces of its own; where those can't be made, it fails.
//!
//! So the door is tried as it is in the program, without any seam: the system's resolver asks our name server, and an address that
//! must never be dialled would be answered.

use super::{names::Names, sites::Sites};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Set inside: the folder of the test.
const INSIDE: &str = "RESUMAX_TEST_NETWORK";

/// What a test finds there.
pub struct Network {
    /// Who is where.
    pub names: Names,
    /// Who is dialled, and what they answer.
    pub sites: Sites,
}

/// Runs a test in there; `name` is its own, with its modules.
pub fn inside<F: Future<Output = ()>>(name: &str, test: impl FnOnce(Network) -> F) {
    let Some(dir) = std::env::var_os(INSIDE).map(PathBuf::from) else { return again(name) };
    furnish(&dir);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let sites = Sites::open(&dir).await;
        let names = Names::open().await;
        test(Network { names, sites }).await;
    });
    // A name server that is silent keeps a thread of the resolver.
    runtime.shutdown_background();
}

/// The same test, in namespaces of its own.
fn again(name: &str) {
    let dir = tempfile::tempdir().expect("a folder");
    let root = std::fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0).unwrap_or_default();
    let mut command = Command::new("unshare");
    if !root {
        command.args(["--user", "--map-root-user"]);
    }
    let output = command
        .args(["--net", "--mount", "--"])
        .arg(std::env::current_exe().expect("this test"))
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(INSIDE, dir.path())
        .env("SSL_CERT_FILE", dir.path().join("trusted.pem"))
        .env_remove("SSL_CERT_DIR")
        // A proxy would be dialled in place of everything else.
        .env("http_proxy", "http://127.0.0.1:8080")
        .env("HTTPS_PROXY", "http://127.0.0.1:8080")
        .env("ALL_PROXY", "http://127.0.0.1:8080")
        .output()
        .expect("unshare of util-linux");
    let said = format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.contains("1 passed"), "in a network of its own:\n{said}");
    println!("{said}");
}

/// Every address is here, and names are asked of us.
fn furnish(dir: &Path) {
    let settings =
        [("/etc/resolv.conf", "nameserver 127.0.0.53\noptions timeout:1 attempts:1\n"), ("/etc/nsswitch.conf", "hosts: files dns\n")];
    for (file, text) in settings {
        let own = dir.join(Path::new(file).file_name().expect("a name"));
        std::fs::write(&own, text).expect("a file");
        run("mount", &["--bind", &own.to_string_lossy(), file]);
    }
    run("ip", &["link", "set", "lo", "up"]);
    run("ip", &["route", "add", "local", "0.0.0.0/0", "dev", "lo"]);
    run("ip", &["-6", "route", "add", "local", "::/0", "dev", "lo"]);
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program} is missing: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}
