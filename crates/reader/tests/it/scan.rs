//! Scans and photographs: the rules by recorded answers, and one page by the real programs.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::time::Duration;

use luytre_reader::{
    Blind, Document, Drawing, Eyes, Format, Grey, Limits, Place, Problem, Progress, ReadError,
    Tesseract, read, read_scan,
};

use crate::paper::scan::{Grey as Sheet, Scanner, pages};
use crate::paper::{layout, programs};

/// Eyes that see what was recorded, page by page.
#[derive(Default)]
struct Recorded {
    pages: Vec<String>,
    seen: RefCell<usize>,
    drawn: RefCell<Vec<Drawing>>,
}

/// A line of recorded words: left, top, and the words, each of 10 pixels a letter.
fn line(number: usize, left: usize, top: usize, text: &str) -> String {
    let mut at = left;
    let words = text.split(' ').map(|word| {
        let width = word.chars().count() * 10;
        let begin = at;
        at += width + 10;
        format!("5\t1\t1\t1\t{number}\t1\t{begin}\t{top}\t{width}\t24\t95\t{word}\n")
    });
    words.collect()
}

impl Recorded {
    fn new(pages: &[String]) -> Self {
        Self {
            pages: pages.to_vec(),
            ..Self::default()
        }
    }
}

impl Eyes for Recorded {
    fn draw(
        &self,
        _pdf: &[u8],
        order: &Drawing,
        take: &mut dyn FnMut(Grey) -> ControlFlow<()>,
    ) -> Result<(), Blind> {
        self.drawn.borrow_mut().push(*order);
        for _ in order.first..=order.last {
            let page = Grey::new(40, 40, order.dpi, vec![255; 1600]).expect("a page");
            if take(page).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn words(&self, _picture: &Grey, _patience: Duration) -> Result<String, Blind> {
        let mut seen = self.seen.borrow_mut();
        *seen += 1;
        self.pages
            .get(*seen - 1)
            .cloned()
            .ok_or(Blind::Failed { program: "eyes" })
    }
}

fn blank() -> Sheet {
    Sheet {
        width: 40,
        height: 56,
        pixels: vec![255; 40 * 56],
    }
}

fn scanner() -> Scanner {
    Scanner {
        degrees: 0.7,
        noise: 12.0,
        specks: 200,
        quality: 75,
        seed: 42,
    }
}

/// A PDF of blank pictures.
fn scan_of(pages: usize) -> Vec<u8> {
    scanner().pdf(&vec![blank(); pages], 72)
}

fn look(bytes: &[u8], eyes: &dyn Eyes, limits: &Limits) -> Result<Document, ReadError> {
    read_scan("scan.pdf", bytes, limits, eyes, &mut |_| {
        ControlFlow::Continue(())
    })
}

#[test]
fn each_page_of_a_scan_is_recognised_and_told() {
    let eyes = Recorded::new(&[
        line(1, 90, 70, "Kính gửi: Các đơn vị"),
        line(1, 90, 70, "Trang hai"),
    ]);
    let mut told = Vec::new();
    let document = read_scan(
        "scan.pdf",
        &scan_of(2),
        &Limits::default(),
        &eyes,
        &mut |progress| {
            told.push(progress);
            ControlFlow::Continue(())
        },
    )
    .expect("a text");
    assert_eq!(document.text, "Kính gửi: Các đơn vị\nTrang hai\n");
    assert_eq!(document.parts[1].place, Place::Page { page: 2 });
    assert_eq!(
        document.problems,
        [Problem::Recognised {
            pages: vec![1, 2],
            words: 7,
            unsure: 0
        }]
    );
    assert_eq!(told, [0, 1, 2].map(|done| Progress { done, of: 2 }));
    let drawn = eyes.drawn.borrow();
    assert_eq!(
        (drawn.len(), drawn[0].first, drawn[0].last),
        (1, 1, 2),
        "in one go"
    );
}

#[test]
fn columns_of_a_letterhead_do_not_mix() {
    let page = [
        line(1, 100, 100, "ỦY BAN NHÂN DÂN"),
        line(2, 500, 102, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        line(3, 120, 140, "PHƯỜNG SAO MAI"),
        line(4, 560, 141, "Độc lập - Tự do - Hạnh phúc"),
        line(
            5,
            100,
            200,
            "Kính gửi các đơn vị thuộc phường và các trường học trên địa bàn",
        ),
    ]
    .concat();
    let document = look(&scan_of(1), &Recorded::new(&[page]), &Limits::default()).expect("a text");
    assert_eq!(
        document.text,
        "ỦY BAN NHÂN DÂN\nPHƯỜNG SAO MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         Độc lập - Tự do - Hạnh phúc\nKính gửi các đơn vị thuộc phường và các trường học trên địa bàn\n"
    );
}

#[test]
fn a_page_that_is_not_recognised_is_named_and_the_rest_is_kept() {
    let eyes = Recorded::new(&[line(1, 90, 70, "Trang một")]);
    let document = look(&scan_of(2), &eyes, &Limits::default()).expect("a text");
    assert_eq!(document.text, "Trang một\n");
    assert!(
        document
            .problems
            .contains(&Problem::NotRecognised { pages: vec![2] })
    );
    let blind = look(&scan_of(2), &Recorded::default(), &Limits::default());
    assert_eq!(
        blind,
        Err(ReadError::Recognition(Blind::Failed { program: "eyes" }))
    );
}

#[test]
fn a_scan_has_no_more_pages_than_allowed() {
    for (pages, left_out) in [(2, false), (3, true)] {
        let limits = Limits {
            scanned_pages: 2,
            ..Limits::default()
        };
        let eyes = Recorded::new(&vec![line(1, 90, 70, "Một trang"); 3]);
        let document = look(&scan_of(pages), &eyes, &limits).expect("a text");
        assert_eq!(*eyes.seen.borrow(), 2, "{pages} pages");
        let cut = document
            .problems
            .iter()
            .any(|problem| problem.code() == "cut_short");
        assert_eq!(cut, left_out, "{pages} pages");
    }
}

#[test]
fn a_large_page_is_drawn_with_fewer_dots() {
    let eyes = Recorded::new(&[line(1, 90, 70, "Một trang")]);
    let limits = Limits {
        pixels: 10_000,
        ..Limits::default()
    };
    // 40 × 56 points at d dots an inch are 0.432 d² pixels.
    look(&scan_of(1), &eyes, &limits).expect("a text");
    assert_eq!(eyes.drawn.borrow()[0].dpi, 152);
}

#[test]
fn reading_can_be_stopped_between_pages() {
    let eyes = Recorded::new(&vec![line(1, 90, 70, "Một trang"); 3]);
    let stopped = read_scan(
        "scan.pdf",
        &scan_of(3),
        &Limits::default(),
        &eyes,
        &mut |progress| {
            if progress.done == 1 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    assert_eq!(stopped, Err(ReadError::Stopped));
    assert_eq!(*eyes.seen.borrow(), 1);
}

#[test]
fn what_is_no_scan_is_read_as_ever() {
    let eyes = Recorded::default();
    let document = read_scan(
        "a.txt",
        b"Xin ch\xc3\xa0o",
        &Limits::default(),
        &eyes,
        &mut |_| ControlFlow::Break(()),
    );
    assert_eq!(document.expect("a text").text, "Xin chào\n");
    let fixture = crate::make::fixture("plain.pdf");
    assert_eq!(
        look(&fixture, &eyes, &Limits::default()),
        read("scan.pdf", &fixture, &Limits::default())
    );
}

#[test]
fn pictures_are_decoded_or_named() {
    let eyes = || Recorded::new(&[line(1, 90, 70, "Một trang")]);
    let jpeg = blank().jpeg(80);
    let read_picture = |bytes: &[u8], limits: &Limits| {
        read_scan("anh.jpg", bytes, limits, &eyes(), &mut |_| {
            ControlFlow::Continue(())
        })
    };
    let document = read_picture(&jpeg, &Limits::default()).expect("a text");
    assert_eq!(
        (document.format, document.text.as_str()),
        (Format::Picture, "Một trang\n")
    );
    let edge = |pixels| Limits {
        pixels,
        ..Limits::default()
    };
    assert!(read_picture(&jpeg, &edge(40 * 56)).is_ok());
    assert_eq!(
        read_picture(&jpeg, &edge(40 * 56 - 1)),
        Err(ReadError::TooManyPixels {
            pixels: 2240,
            limit: 2239
        })
    );
    let broken = read_picture(&jpeg[..40], &Limits::default());
    assert!(
        matches!(broken, Err(ReadError::Broken { .. })),
        "{broken:?}"
    );
    let heic = read_picture(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", &Limits::default());
    assert_eq!(heic, Err(ReadError::PictureFormat { name: "HEIC" }));
}

/// The programs, or `None` where they are missing and this is no run that must have them.
fn programs() -> Option<Tesseract> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = Tesseract::find(&path);
    let complete = found.is_ok() && programs::is_here("soffice");
    let must = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false");
    assert!(complete || !must, "missing: {found:?}, or LibreOffice");
    found.ok().filter(|_| complete)
}

const DISPATCH: &str = "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG SAO MAI Độc lập - Tự do - Hạnh phúc
Số: 27/UBND-VP Sao Mai, ngày 05 tháng 3 năm 2026
V/v giữ gìn mật khẩu
Kính gửi: Các phòng chuyên môn, các trường học trên địa bàn phường.
Để bảo đảm an toàn thông tin trong cơ quan, Ủy ban nhân dân phường yêu cầu Thủ trưởng các đơn vị thực hiện một số nội dung sau:
1. Đổi mật khẩu hộp thư công vụ định kỳ 03 tháng một lần; không dùng chung tài khoản.
2. Báo cáo kết quả về Văn phòng trước ngày 20 tháng 6 năm 2026 để tổng hợp, trình Chủ tịch./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Thị Mẫu";

#[test]
fn a_scanned_page_is_read_by_the_real_programs() {
    let Some(eyes) = programs() else { return };
    let printed = programs::print(&layout::fodt(&layout::sheet(DISPATCH)));
    let drawn = pages(&programs::rasterise(&printed, 200));
    let scanned: Vec<Sheet> = drawn.iter().map(|page| scanner().scan(page)).collect();
    let pdf = scanner().pdf(&scanned, 200);
    assert_eq!(
        read("scan.pdf", &pdf, &Limits::default()),
        Err(ReadError::Scan { pages: 1 })
    );
    let document = look(&pdf, &eyes, &Limits::default()).expect("a text");
    holds_the_dispatch(&document);

    // The same as a photograph, lying on its side.
    let [page] = &scanned[..] else {
        panic!("one page")
    };
    let (width, height) = (page.height, page.width);
    let pixels = (0..page.width)
        .rev()
        .flat_map(|x| page.pixels.iter().skip(x).step_by(page.width));
    let side = Sheet {
        width,
        height,
        pixels: pixels.copied().collect(),
    };
    holds_the_dispatch(&look(&side.jpeg(80), &eyes, &Limits::default()).expect("a text"));
}

/// Lines may break elsewhere; their order is what counts.
fn holds_the_dispatch(document: &Document) {
    let text = document
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut from = 0;
    for piece in [
        "ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Kính gửi: Các phòng chuyên môn, các trường học trên địa bàn phường.",
        "mật khẩu hộp thư công vụ định kỳ 03 tháng một lần; không dùng chung tài khoản.",
        "2. Báo cáo kết quả về Văn phòng trước ngày 20 tháng 6 năm 2026 để tổng hợp,",
        "Nơi nhận: - Như trên; - Lưu: VT.",
        "KT. CHỦ TỊCH",
    ] {
        let found = text.get(from..).and_then(|rest| rest.find(piece));
        from += found.unwrap_or_else(|| panic!("{piece:?} is not in its place in\n{text}"));
    }
}
