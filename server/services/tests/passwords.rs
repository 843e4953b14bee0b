//! What 500 log-ins at once cost; alone in a process, as it is the process that is measured.

use domain::Code;
use services::passwords::Hasher;

/// As in the program.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const AT_ONCE: usize = 500;
/// KiB.
const EACH: usize = 46 * 1024;
const SLACK: usize = 16 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn memory_is_bounded_by_the_permits_however_many_log_in_at_once() {
    let permits = std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1));
    let hasher = Hasher::new().expect("starts");
    let before = most_memory();
    let started = std::time::Instant::now();
    let all = (0..AT_ONCE).map(|_| {
        tokio::spawn({
            let hasher = hasher.clone();
            async move { hasher.turn().await?.verify("violet kayak tundra", &[]).await }
        })
    });
    let (mut answered, mut busy) = (0, 0);
    for one in all.collect::<Vec<_>>() {
        match one.await.expect("does not panic") {
            Ok(verdict) => answered += usize::from(verdict.of.is_none()),
            Err(error) => busy += usize::from(error.public().code == Code::Unavailable),
        }
    }
    let grown = most_memory() - before;
    println!("{answered} answered and {busy} told to come back in {:?}; memory grew by {grown} KiB", started.elapsed());
    assert_eq!(answered + busy, AT_ONCE);
    assert!(answered >= 90 * permits, "{answered}");
    assert!(grown <= permits * EACH + SLACK, "{grown} KiB with {permits} at once");
}

/// Resident at any time until now, in KiB.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line of each process");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
