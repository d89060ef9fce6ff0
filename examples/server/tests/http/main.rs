//! The service over HTTP, on SQLite and on PostgreSQL alike.
//!
//! What needs PostgreSQL is left out unless asked for (`--include-ignored`): `WANGGE_POSTGRES` is the address of a server
//! in which databases may be made. `tests/run server` starts one.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where its ground is not as it must be, and says what a load came to"
)]

/// Each test on both databases.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    super::$name(&crate::place::Place::sqlite()).await;
                }
            )+
        }
        mod postgresql {
            $(
                #[tokio::test(flavor = "multi_thread")]
                #[ignore = "needs WANGGE_POSTGRES; tests/run server starts it"]
                async fn $name() {
                    super::$name(&crate::place::Place::postgresql().await).await;
                }
            )+
        }
    };
}

mod crash;
mod life;
mod load;
mod place;
mod privacy;
mod refused;
mod several;
