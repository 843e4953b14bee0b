//! Passwords that were stolen from other sites and published: the first that an attacker tries.
//!
//! The list is in the program, as nobody's password may be sent elsewhere to be looked up. `scripts/breached` makes it of published lists, and
//! leaves out what the rule refuses anyway. It holds four bytes of each password's SHA-256: the first two say in which of 65,536 groups it
//! is, the other two stand there. One in ten thousand good passwords looks like one of the list, and is refused with them.

use super::normal;
use sha2::{Digest, Sha256};

/// Passwords in each group, one byte each; then the last two bytes of each password, group by group.
static LIST: &[u8] = include_bytes!("breached/list.bin");

const GROUPS: usize = 1 << 16;
const REST: usize = 2;

/// Whether the password, in the one form and in any case of its letters, is in the list.
pub(super) fn contains(normal: &str) -> bool {
    is_in(LIST, normal)
}

fn is_in(list: &[u8], normal: &str) -> bool {
    let (group, rest) = place(normal);
    let (sizes, rests) = list.split_at(GROUPS);
    let before: usize = sizes[..group].iter().map(|size| usize::from(*size)).sum();
    rests.chunks_exact(REST).skip(before).take(sizes[group].into()).any(|other| other == rest)
}

fn place(normal: &str) -> (usize, [u8; REST]) {
    let sum = Sha256::digest(normal.to_lowercase());
    (usize::from(u16::from_be_bytes([sum[0], sum[1]])), [sum[2], sum[3]])
}

/// The list of these passwords, as it is in the program.
pub fn pack<'a>(passwords: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut groups = vec![Vec::new(); GROUPS];
    for (group, rest) in passwords.into_iter().filter_map(normal).map(|password| place(&password)) {
        groups[group].push(rest);
    }
    for group in &mut groups {
        group.sort_unstable();
        group.dedup();
        group.truncate(u8::MAX.into());
    }
    let sizes = groups.iter().map(|group| group.len() as u8);
    sizes.chain(groups.iter().flatten().flatten().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passwords::check;

    #[test]
    fn a_list_holds_its_passwords_in_any_case_and_no_others() {
        let list = pack(["kozanostra", "Ｓｖｅｔｏｃｈｋａ9", "plextsofttm"]);
        for known in ["kozanostra", "KozaNostra", "svetochka9", "plextsofttm"] {
            assert!(is_in(&list, known), "{known}");
        }
        assert!(!is_in(&list, "kozanostra1") && !is_in(&list, ""));
    }

    #[test]
    fn known_passwords_that_look_hard_to_guess_are_refused() {
        for known in ["nEMvXyHeqDd5OQxyXYZI", "yfcnhjtybt", "gjhjlfcjqrb", "141312190296q", "LockingServi", "ne_e_pod_chehyl"] {
            let error = check(known, &[]).expect_err(known);
            assert!(error.message.contains("stolen"), "{known}: {error}");
        }
    }

    #[test]
    fn hardly_a_good_password_is_taken_for_a_known_one() {
        let (sizes, rests) = LIST.split_at(GROUPS);
        let known = sizes.iter().map(|size| usize::from(*size)).sum::<usize>();
        assert!(known > 400_000 && rests.len() == known * REST && LIST.len() <= 1 << 20, "{known}");
        let refused = (0..100_000).filter(|n| contains(&format!("violet kayak {n} tundra"))).count();
        assert!(refused < 40, "{refused} of 100,000");
    }
}
