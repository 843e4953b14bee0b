//! The site folder is packed by scripts/build; it may be empty (tests, checks), but it has to be there.

fn main() {
    let site = std::path::Path::new("../target/site");
    std::fs::create_dir_all(site).expect("target/site can be made");
    println!("cargo:rerun-if-changed=../target/site");
    println!("cargo:rerun-if-changed=../target/site/pkg");
    println!("cargo:rerun-if-changed=build.rs");
}
