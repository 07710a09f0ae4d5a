//! Has the crate built again when a data file is added: the compiler sees changes of files that it
//! embedded, not new ones beside them.

fn main() {
    println!("cargo:rerun-if-changed=../../catalogue");
}
