//! How long one page takes: a loop over the labelled dispatches of the tests.

use std::time::Instant;

use luytre_directive::Reader;
use luytre_model::catalogue::Catalogue;

/// Characters of a printed page.
const PAGE: f64 = 2_500.0;
const ROUNDS: u32 = 50;

#[expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures"
)]
fn main() {
    let catalogue = Catalogue::embedded().unwrap();
    // the least of many: other programs share the machine
    let build = (0..20).map(|_| {
        let begun = Instant::now();
        let reader = Reader::new(&catalogue);
        (begun.elapsed(), reader)
    });
    let (least, reader) = build.min_by_key(|(time, _)| *time).unwrap();
    println!("build {:.2} ms", least.as_secs_f64() * 1e3);
    let texts: Vec<String> =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dispatches"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect();
    let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
    let (mut duties, mut least) = (0, f64::MAX);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        duties = texts
            .iter()
            .map(|text| reader.read(text).duties.len())
            .sum();
        least = least.min(begun.elapsed().as_secs_f64());
    }
    let pages = f64::from(u32::try_from(characters).unwrap()) / PAGE;
    println!(
        "page {:.3} ms, {:.0} pages/s, {duties} duties",
        least * 1e3 / pages,
        pages / least
    );
    // one body without a sign-off, so that all of it is read
    let clause = "1. Rà soát, sao lưu dữ liệu quan trọng; định kỳ 6 tháng báo cáo UBND phường kết quả thực hiện.\n- Không sử dụng USB không rõ nguồn gốc, khi phát hiện sự cố phải báo ngay cho lãnh đạo đơn vị.\n";
    let lead = "Kính gửi: Các đơn vị\n\nUBND phường yêu cầu các đơn vị:\n\n";
    let long = format!("{lead}{}", clause.repeat(2_000_000 / clause.len()));
    let begun = Instant::now();
    let found = reader.read(&long).duties.len();
    println!(
        "2 MB {:.0} ms, {found} duties",
        begun.elapsed().as_secs_f64() * 1e3
    );
}
