//! Who looks at the page, as far as the shell must know. The session layer inserts it as a request
//! extension; without one the page is public.

use super::NavItem;

/// A person who is signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The name as the person writes it.
    pub name: String,
    /// The person's unit.
    pub unit: String,
    /// The office.
    pub office: String,
    /// What the person may open, in the order of [`super::Area::ALL`].
    pub nav: Vec<NavItem>,
}

impl Visitor {
    /// The two letters in the disc: a Vietnamese name is called by its last word.
    #[must_use]
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first
            .into_iter()
            .chain(last)
            .collect::<String>()
            .to_uppercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        let initials = |name: &str| {
            Visitor {
                name: name.to_owned(),
                unit: String::new(),
                office: String::new(),
                nav: Vec::new(),
            }
            .initials()
        };
        assert_eq!(initials("Đỗ Thị Minh Ánh"), "ĐÁ");
        assert_eq!(initials("an"), "A");
        assert_eq!(initials(""), "");
    }
}
