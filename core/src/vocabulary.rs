//! How a vocabulary (术语) is made: one table of code, Chinese term and English label serves an enum.

use crate::decision::Lang;

/// What every vocabulary can say of itself.
///
/// ```
/// use wangge::{Complexity, Vocabulary};
/// assert_eq!(Complexity::Major.code(), "major");
/// assert_eq!(Complexity::Major.zh(), "重大疑难");
/// assert_eq!(Complexity::codes(), ["general", "complex", "major"]);
/// assert_eq!("较复杂".parse::<Complexity>(), Ok(Complexity::Complex));
/// ```
pub trait Vocabulary: Copy + Eq + 'static {
    /// The vocabulary's own name, as errors give it.
    const NAME: &'static str;
    /// Every member, in the order of the table.
    const ALL: &'static [Self];

    /// The member's row: code, Chinese term, English label.
    fn term(self) -> Term;

    /// The stable code that policies, vectors and columns use.
    fn code(self) -> &'static str {
        self.term().code
    }

    /// The Chinese term.
    fn zh(self) -> &'static str {
        self.term().zh
    }

    /// The English label.
    fn en(self) -> &'static str {
        self.term().en
    }

    /// The codes of all members.
    fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|member| member.code()).collect()
    }

    /// The member whose code or Chinese term this is.
    fn find(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == text || member.zh() == text)
    }

    /// The place of the member in the table, as columns of codes count them.
    fn index(self) -> usize {
        Self::ALL.iter().position(|member| *member == self).unwrap_or(usize::MAX)
    }
}

/// A word of a vocabulary: its stable code, the Chinese term and the English label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// The code that policies, vectors and columns use.
    pub code: &'static str,
    /// The Chinese term.
    pub zh: &'static str,
    /// The English label.
    pub en: &'static str,
}

impl Term {
    /// The word in a language: the Chinese term, or the English label.
    pub fn render(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A word that a vocabulary does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {found:?} is not known; allowed: {}", allowed.join(", "))]
pub struct UnknownTerm {
    /// Which vocabulary was asked.
    pub name: &'static str,
    /// What it was asked for.
    pub found: String,
    /// The codes it has.
    pub allowed: Vec<&'static str>,
}

impl UnknownTerm {
    pub(crate) fn new<V: Vocabulary>(found: &str) -> Self {
        Self { name: V::NAME, found: found.to_owned(), allowed: V::codes() }
    }
}

macro_rules! vocabulary {
    (
        $(#[$outer:meta])*
        $vis:vis enum $name:ident as $label:literal {
            $( $(#[$inner:meta])* $member:ident = $code:literal, $zh:literal, $en:literal; )+
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name {
            $( $(#[$inner])* #[doc = concat!($zh, ", code `", $code, "`.")] $member, )+
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const NAME: &'static str = $label;
            const ALL: &'static [Self] = &[$( Self::$member, )+];

            fn term(self) -> $crate::vocabulary::Term {
                match self {
                    $( Self::$member => $crate::vocabulary::Term { code: $code, zh: $zh, en: $en }, )+
                }
            }

            fn index(self) -> usize {
                self as usize
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad($crate::vocabulary::Vocabulary::code(*self))
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownTerm;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::vocabulary::Vocabulary::find(text)
                    .ok_or_else(|| $crate::vocabulary::UnknownTerm::new::<Self>(text))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::vocabulary::Vocabulary::code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "enum": <Self as $crate::vocabulary::Vocabulary>::codes(),
                    "description": concat!($label, ": ", $( $code, " ", $zh, "; " ),+),
                })
            }
        }
    };
}
pub(crate) use vocabulary;
