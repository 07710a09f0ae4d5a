//! Has the crate built again when a data file is added: the compiler sees changes of files that it
//! embedded, not new ones beside them.

#[expect(clippy::print_stdout, reason = "this is how a build script speaks")]
fn main() {
    println!("cargo:rerun-if-changed=../../catalogue");
}
