//! What a scanner does to a page, with a seed so that it does the same each time.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "greys are clamped and places checked before"
)]

use std::fmt::Write as _;

/// A grey page.
#[derive(Clone)]
pub(crate) struct Grey {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<u8>,
}

/// How bad the scanner is.
#[derive(Clone, Copy)]
pub(crate) struct Scanner {
    pub(crate) degrees: f64,
    /// Standard deviation of the noise, of 255.
    pub(crate) noise: f64,
    /// Dark and light specks in a million pixels.
    pub(crate) specks: u32,
    /// JPEG quality.
    pub(crate) quality: u8,
    pub(crate) seed: u64,
}

/// Pages out of what `pdftoppm` wrote.
pub(crate) fn pages(mut pgm: &[u8]) -> Vec<Grey> {
    let mut pages = Vec::new();
    while !pgm.is_empty() {
        let mut fields = Vec::new();
        let mut at = 0;
        while fields.len() < 4 {
            let end = at
                + pgm[at..]
                    .iter()
                    .position(u8::is_ascii_whitespace)
                    .expect("a header");
            fields.push(
                std::str::from_utf8(&pgm[at..end])
                    .expect("digits")
                    .to_owned(),
            );
            at = end + 1;
        }
        assert_eq!(fields[0], "P5", "a grey picture");
        let size = |at: usize| fields[at].parse::<usize>().expect("a size");
        let (width, height) = (size(1), size(2));
        let end = at + width * height;
        pages.push(Grey {
            width,
            height,
            pixels: pgm[at..end].to_vec(),
        });
        pgm = &pgm[end..];
    }
    pages
}

impl Scanner {
    /// What comes out of the scanner.
    pub(crate) fn scan(&self, page: &Grey) -> Grey {
        let mut chance = Chance(self.seed | 1);
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let (w, h) = (page.width as f64 / 2.0, page.height as f64 / 2.0);
        let mut pixels = Vec::with_capacity(page.pixels.len());
        for y in 0..page.height {
            for x in 0..page.width {
                let (dx, dy) = (x as f64 - w, y as f64 - h);
                let seen = page.soft(
                    dx.mul_add(cos, dy * sin) + w,
                    dy.mul_add(cos, -dx * sin) + h,
                );
                // Paper is not white and ink is not black.
                let ink = seen.mul_add(0.82, 30.0) + chance.normal() * self.noise;
                let speck = chance.next() % 1_000_000 < u64::from(self.specks);
                let value = if speck {
                    if chance.next().is_multiple_of(2) {
                        20.0
                    } else {
                        250.0
                    }
                } else {
                    ink
                };
                pixels.push(value.clamp(0.0, 255.0) as u8);
            }
        }
        Grey {
            width: page.width,
            height: page.height,
            pixels,
        }
    }

    /// The pages as a PDF of JPEG pictures.
    pub(crate) fn pdf(&self, pages: &[Grey], dpi: u32) -> Vec<u8> {
        let mut objects: Vec<Vec<u8>> = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
        let kids: String = (0..pages.len()).fold(String::new(), |mut kids, at| {
            let _ = write!(kids, "{} 0 R ", 3 + at * 3);
            kids
        });
        objects.push(format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes());
        for (at, page) in pages.iter().enumerate() {
            let points = |pixels: usize| pixels as f64 * 72.0 / f64::from(dpi);
            let (w, h) = (points(page.width), points(page.height));
            let first = 3 + at * 3;
            objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w:.2} {h:.2}]/Resources<</XObject<</P {} 0 R>>>>/Contents {} 0 R>>", first + 2, first + 1).into_bytes());
            objects.push(stream(
                "",
                format!("q {w:.2} 0 0 {h:.2} 0 0 cm /P Do Q").as_bytes(),
            ));
            objects.push(stream(
                &format!("/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", page.width, page.height),
                &page.jpeg(self.quality),
            ));
        }
        file(&objects)
    }
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
    object.extend_from_slice(data);
    object.extend_from_slice(b"\nendstream");
    object
}

fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(end, "{place:010} 00000 n ");
    }
    let _ = write!(
        end,
        "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    file.extend_from_slice(end.as_bytes());
    file
}

impl Grey {
    /// The page as JPEG.
    pub(crate) fn jpeg(&self, quality: u8) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let side = |length: usize| u32::try_from(length).expect("a size");
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, quality)
            .encode(
                &self.pixels,
                side(self.width),
                side(self.height),
                image::ExtendedColorType::L8,
            )
            .expect("a JPEG");
        jpeg
    }

    /// Between four pixels; white outside.
    fn soft(&self, x: f64, y: f64) -> f64 {
        let (fx, fy) = (x.floor(), y.floor());
        let at = |x: f64, y: f64| {
            if x < 0.0 || y < 0.0 || x >= self.width as f64 || y >= self.height as f64 {
                255.0
            } else {
                f64::from(self.pixels[y as usize * self.width + x as usize])
            }
        };
        let (dx, dy) = (x - fx, y - fy);
        let top = at(fx, fy).mul_add(1.0 - dx, at(fx + 1.0, fy) * dx);
        let low = at(fx, fy + 1.0).mul_add(1.0 - dx, at(fx + 1.0, fy + 1.0) * dx);
        top.mul_add(1.0 - dy, low * dy)
    }
}

/// Xorshift: enough for noise.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// About normal: the sum of twelve.
    fn normal(&mut self) -> f64 {
        (0..4)
            .map(|_| {
                let bits = self.next();
                [bits & 0xffff, bits >> 16 & 0xffff, bits >> 32 & 0xffff]
                    .iter()
                    .map(|part| *part as f64 / 65536.0)
                    .sum::<f64>()
            })
            .sum::<f64>()
            - 6.0
    }
}
