//! Words that name what a person is at work: for the titles that a change claims and for the title of a posting.

use crate::text::words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Roles wherever they stand.
pub static ROLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "engineer developer manager director analyst scientist architect administrator consultant designer nurse teacher \
     accountant lawyer attorney officer president coordinator supervisor technician specialist programmer researcher \
     professor lecturer instructor founder cofounder ceo cto cfo coo cmo cio ciso vp svp evp chairman chairwoman physician \
     surgeon therapist pharmacist paramedic electrician plumber carpenter welder mechanic foreman chef strategist recruiter \
     paralegal auditor controller bookkeeper secretary receptionist librarian tutor counselor counsellor superintendent \
     inspector journalist economist statistician chemist biologist physicist mathematician actuary headteacher principal \
     dean entwickler entwicklerin ingenieur leiter leiterin",
    )
});
/// Nouns that are roles only when they are written as a name.
pub static ROLES_BY_NAME: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "lead chief executive partner associate assistant intern trainee apprentice planner editor agent driver operator \
     producer head owner chair clerk representative",
    )
});
/// Roles in the head of a posting; in running text they are as often something else ("server", "buyer").
pub static ROLES_AS_TITLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "cook rn lpn cna buyer writer advisor adviser worker cashier server barista konstrukteur konstrukteurin techniker technikerin ingenieurin mitarbeiter kaufmann kauffrau pfleger \
     pflegefachkraft lehrer lehrerin berater beraterin sachbearbeiter d\u{e9}veloppeur d\u{e9}veloppeuse ing\u{e9}nieur \
     ing\u{e9}nieure responsable infirmier infirmi\u{e8}re comptable chargé midwife caregiver housekeeper janitor",
    )
});

/// Whether a word of a title, in lower case, names a role.
pub fn names_role(word: &str) -> bool {
    ROLES.contains(word) || ROLES_BY_NAME.contains(word) || ROLES_AS_TITLE.contains(word)
}
