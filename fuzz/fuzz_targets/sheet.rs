//! Workbooks: those of today, of LibreOffice and of 1997.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luytre_fuzz::read("a.xlsx", bytes));
