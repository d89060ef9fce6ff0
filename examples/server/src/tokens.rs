//! Who a bearer token stands for (令牌): read from a file or the environment, compared in constant time.

use core::fmt::{self, Write as _};
use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use wangge::case::Actor;
use wangge::{Role, Vocabulary as _};

type Hash = [u8; 32];

/// Whom a token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who acts.
    pub actor: Actor,
    /// The cases of a person served; empty for the staff.
    pub cases: Vec<String>,
}

impl Holder {
    /// Whether it may see a case: the staff every one, a person served their own.
    pub fn may_see(&self, case: &str) -> bool {
        self.actor.role != Role::Served || self.cases.iter().any(|own| own == case)
    }
}

/// The tokens of a service: only their hashes are kept.
#[derive(Clone)]
pub struct Tokens {
    known: Vec<(Hash, Holder)>,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tokens({})", self.known.len())
    }
}

/// A list of tokens that cannot be used. It says the line, and never a token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// A line that is not `TOKEN ROLE ACTOR`, a person served without a case, or a token of other characters than RFC 6750 has.
    #[error(
        "令牌表第{line}行：应为“令牌 角色 人员编号”，服务对象其后写明其办件，令牌只用字母、数字和 -._~+/= | tokens, line {line}: expected TOKEN ROLE ACTOR, then the cases of a person served; a token of letters, digits and -._~+/="
    )]
    Shape {
        /// The line, counted from 1.
        line: usize,
    },
    /// A role that is not known.
    #[error("令牌表第{line}行：角色应为 {allowed} 之一 | tokens, line {line}: the role is one of {allowed}")]
    Role {
        /// The line, counted from 1.
        line: usize,
        /// The roles there are.
        allowed: String,
    },
    /// A token that is too short, or stands twice.
    #[error(
        "令牌表第{line}行：令牌须不少于{least}个字符，且不得重复 | tokens, line {line}: a token has {least} characters or more, and stands once"
    )]
    Weak {
        /// The line, counted from 1.
        line: usize,
        /// The least length.
        least: usize,
    },
    /// No token at all.
    #[error("令牌表是空的 | there is no token")]
    None,
}

impl Tokens {
    /// The least characters of a token.
    pub const SHORTEST: usize = 16;

    /// The tokens of a text: a line each, `TOKEN ROLE ACTOR`, and for a person served their cases after it; empty lines
    /// and those that begin with `#` say nothing.
    ///
    /// ```
    /// use server::Tokens;
    /// let tokens = Tokens::parse("# made up\nnot-a-secret-0001 office p-1\nnot-a-secret-0003 served s-1 C-1\n")?;
    /// assert_eq!(tokens.find("not-a-secret-0001").map(|holder| holder.actor.id.as_str()), Some("p-1"));
    /// assert_eq!(tokens.find("not-a-secret-0003").map(|holder| holder.may_see("C-2")), Some(false));
    /// assert_eq!(tokens.find("not-a-secret-0002"), None);
    /// # Ok::<(), server::TokenError>(())
    /// ```
    ///
    /// # Errors
    /// [`TokenError`] with the line.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let mut known: Vec<(Hash, Holder)> = Vec::new();
        let mut seen = BTreeSet::new();
        for (nth, line) in text.lines().enumerate() {
            let line_number = nth + 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split_whitespace();
            let (Some(token), Some(role), Some(actor)) = (words.next(), words.next(), words.next()) else {
                return Err(TokenError::Shape { line: line_number });
            };
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
            if !token.chars().all(plain) {
                return Err(TokenError::Shape { line: line_number });
            }
            let Some(role) = Role::find(role) else {
                return Err(TokenError::Role { line: line_number, allowed: Role::codes().join(", ") });
            };
            let cases: Vec<String> = words.map(str::to_owned).collect();
            if cases.is_empty() == (role == Role::Served) {
                return Err(TokenError::Shape { line: line_number });
            }
            let hash = hash(token);
            if token.chars().count() < Self::SHORTEST || !seen.insert(hash) {
                return Err(TokenError::Weak { line: line_number, least: Self::SHORTEST });
            }
            known.push((hash, Holder { actor: Actor::new(actor, role), cases }));
        }
        if known.is_empty() { Err(TokenError::None) } else { Ok(Self { known }) }
    }

    /// Who a token stands for. Every known token is compared, each in constant time, over hashes of equal length.
    pub fn find(&self, token: &str) -> Option<&Holder> {
        let asked = hash(token);
        let mut found = None;
        for (known, holder) in &self.known {
            if bool::from(known.ct_eq(&asked)) {
                found = Some(holder);
            }
        }
        found
    }

    /// Everybody who has a token, the persons served left out.
    pub fn staff(&self) -> impl Iterator<Item = &Actor> {
        self.known.iter().map(|(_, holder)| &holder.actor).filter(|actor| actor.role != Role::Served)
    }
}

fn hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

/// What a form of the page carries so that only that page can send it: made of the token, and of no use without it.
pub(crate) fn form_key(token: &str) -> String {
    hex(&Sha256::new().chain_update(b"form\0").chain_update(token.as_bytes()).finalize())
}

/// Bytes as people copy them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether a form came from the page of that token.
pub(crate) fn is_form_key(given: &str, token: &str) -> bool {
    bool::from(given.as_bytes().ct_eq(form_key(token).as_bytes()))
}
