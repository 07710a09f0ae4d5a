//! A page as a grey picture: made, shrunk, turned. No colour, no file format but the plain header
//! that programs take through a pipe.

/// A grey picture, a byte a pixel, dark is 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    width: usize,
    height: usize,
    dpi: u32,
    pixels: Vec<u8>,
}

/// Fractions of a pixel are counted in these.
const ONE: i64 = 1 << 16;
/// Paper.
const WHITE: u8 = 255;

impl Grey {
    /// A picture of these pixels, row by row; `None` if they are not `width` × `height`.
    #[must_use]
    pub fn new(width: usize, height: usize, dpi: u32, pixels: Vec<u8>) -> Option<Self> {
        let sound = width > 0 && height > 0 && width.checked_mul(height) == Some(pixels.len());
        sound.then_some(Self {
            width,
            height,
            dpi,
            pixels,
        })
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Dots an inch.
    #[must_use]
    pub const fn dpi(&self) -> u32 {
        self.dpi
    }

    /// All pixels, row by row.
    #[must_use]
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The rows from the top.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width)
    }

    /// What stands before the pixels in a portable grey map.
    pub(super) fn pgm_header(&self) -> String {
        format!("P5\n{} {}\n255\n", self.width, self.height)
    }

    /// A whole number of times smaller; each pixel is the mean of those it stands for.
    pub(super) fn shrunk(&self, times: usize) -> Self {
        let times = times.clamp(1, self.width.min(self.height));
        let (width, height) = (self.width / times, self.height / times);
        let mut pixels = Vec::with_capacity(width * height);
        for band in self.pixels.chunks_exact(self.width * times).take(height) {
            let mut sums = vec![0_u32; width];
            for row in band.chunks_exact(self.width) {
                for (sum, group) in sums.iter_mut().zip(row.chunks_exact(times)) {
                    *sum += group.iter().map(|pixel| u32::from(*pixel)).sum::<u32>();
                }
            }
            let area = u32::try_from(times * times).unwrap_or(u32::MAX);
            pixels.extend(sums.iter().map(|sum| byte(i64::from(sum / area))));
        }
        let dpi = self.dpi / u32::try_from(times).unwrap_or(u32::MAX);
        Self {
            width,
            height,
            dpi,
            pixels,
        }
    }

    /// Drawn with `width` pixels in a row instead, softly.
    pub(super) fn resized(&self, width: usize) -> Self {
        let width = width.max(1);
        let height = (self.height * width / self.width).max(1);
        let step = fixed(self.width as f64 / width as f64);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let v = step.saturating_mul(integer(y));
            pixels.extend((0..width).map(|x| self.soft(step.saturating_mul(integer(x)), v)));
        }
        let dpi = u64::from(self.dpi) * width as u64 / self.width as u64;
        Self {
            width,
            height,
            dpi: u32::try_from(dpi).unwrap_or(self.dpi),
            pixels,
        }
    }

    /// Turned against the clock by a few degrees about its middle, of the same size.
    pub(super) fn turned(&self, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f64 / 2.0, self.height as f64 / 2.0);
        let (along, across) = (fixed(cos), fixed(sin));
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height {
            let down = y as f64 - middle_y;
            let mut u = fixed(middle_x - middle_x * cos - down * sin);
            let mut v = fixed(middle_y - middle_x * sin + down * cos);
            for _ in 0..self.width {
                pixels.push(self.soft(u, v));
                u += along;
                v += across;
            }
        }
        Self {
            width: self.width,
            height: self.height,
            dpi: self.dpi,
            pixels,
        }
    }

    /// Turned with the clock by quarters.
    pub(super) fn quarters(self, times: u8) -> Self {
        let (width, height) = (self.width, self.height);
        match times % 4 {
            1 => {
                let column = |x| self.pixels.iter().skip(x).step_by(width).rev();
                let pixels = (0..width).flat_map(column).copied().collect();
                Self {
                    width: height,
                    height: width,
                    dpi: self.dpi,
                    pixels,
                }
            }
            2 => {
                let mut turned = self;
                turned.pixels.reverse();
                turned
            }
            3 => {
                let column = |x| self.pixels.iter().skip(x).step_by(width);
                let pixels = (0..width).rev().flat_map(column).copied().collect();
                Self {
                    width: height,
                    height: width,
                    dpi: self.dpi,
                    pixels,
                }
            }
            _ => self,
        }
    }

    /// The grey between four pixels.
    fn soft(&self, u: i64, v: i64) -> u8 {
        let (x, y) = (u >> 16, v >> 16);
        let (dx, dy) = (u & (ONE - 1), v & (ONE - 1));
        let (top_left, top_right) = (self.at(x, y), self.at(x + 1, y));
        let (low_left, low_right) = (self.at(x, y + 1), self.at(x + 1, y + 1));
        let top = top_left * (ONE - dx) + top_right * dx;
        let low = low_left * (ONE - dx) + low_right * dx;
        byte(((top >> 8) * (ONE - dy) + (low >> 8) * dy) >> 24)
    }

    fn at(&self, x: i64, y: i64) -> i64 {
        let inside = usize::try_from(x)
            .ok()
            .filter(|x| *x < self.width)
            .zip(usize::try_from(y).ok())
            .and_then(|(x, y)| self.pixels.get(y * self.width + x));
        i64::from(*inside.unwrap_or(&WHITE))
    }
}

fn fixed(value: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "sides of pictures are far below 2^47"
    )]
    let fixed = (value * ONE as f64) as i64;
    fixed
}

fn integer(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn byte(value: i64) -> u8 {
    u8::try_from(value.clamp(0, 255)).unwrap_or(WHITE)
}
