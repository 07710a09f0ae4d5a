//! The arithmetic of coordinate systems.

use super::object::Object;

/// Maps x to `a·x + c·y + e` and y to `b·x + d·y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
    pub(super) d: f64,
    pub(super) e: f64,
    pub(super) f: f64,
}

impl Matrix {
    pub(super) const IDENTITY: Self = Self::new(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);

    pub(super) const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Self {
        Self { a, b, c, d, e, f }
    }

    pub(super) const fn shift(x: f64, y: f64) -> Self {
        Self::new(1.0, 0.0, 0.0, 1.0, x, y)
    }

    /// From the first six of the operands, all of them numbers.
    pub(super) fn from_operands(operands: &[Object]) -> Option<Self> {
        let mut numbers = operands.iter().map(Object::number);
        let mut next = || numbers.next().flatten();
        Some(Self::new(
            next()?,
            next()?,
            next()?,
            next()?,
            next()?,
            next()?,
        ))
    }

    /// First this one, then the other.
    pub(super) fn then(&self, after: &Self) -> Self {
        Self {
            a: self.a.mul_add(after.a, self.b * after.c),
            b: self.a.mul_add(after.b, self.b * after.d),
            c: self.c.mul_add(after.a, self.d * after.c),
            d: self.c.mul_add(after.b, self.d * after.d),
            e: self.e.mul_add(after.a, self.f.mul_add(after.c, after.e)),
            f: self.e.mul_add(after.b, self.f.mul_add(after.d, after.f)),
        }
    }
}
