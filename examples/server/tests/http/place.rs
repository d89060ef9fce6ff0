//! Where a test takes place: a database of its own, servers over it, and people who ask.

use std::io::BufRead as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use chrono::NaiveDateTime;
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::{Clock, Limits, Service, SetClock, Store, Tokens, app};
use wangge::case::CaseRules;
use wangge::{Policy, WorkCalendar};

/// Made-up tokens; `p-201` has one in two roles.
pub(crate) const TOKENS: &str = "\
test-token-office-1 office p-101
test-token-grid-1 grid_responsible p-201
test-token-grid-as-office office p-201
test-token-duty-1 duty_staff p-401
test-token-committees committees p-501
test-token-served-1 served s-901 C-1
";

/// A folder, and a database that nobody else uses.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    pub(crate) database: String,
}

pub(crate) fn random() -> u64 {
    let mut drawn = [0; 8];
    getrandom::fill(&mut drawn).expect("chance");
    u64::from_le_bytes(drawn)
}

impl Place {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("办件 #1.sqlite").display().to_string();
        Self { folder, database }
    }

    pub(crate) async fn postgresql() -> Self {
        let server =
            std::env::var("WANGGE_POSTGRES").expect("WANGGE_POSTGRES, such as postgres://127.0.0.1:5433");
        let name = format!("test_{:016x}", random());
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&format!("{server}/postgres")).await.expect("PostgreSQL");
        let statement = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(statement).execute(&pool).await.expect("a database");
        pool.close().await;
        Self { folder: tempfile::tempdir().expect("a folder"), database: format!("{server}/{name}") }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) async fn store(&self) -> Store {
        Store::open(&self.database).await.expect("the store")
    }

    /// A server in this process, its clock set by hand.
    pub(crate) async fn server(&self) -> Server {
        self.server_with(Limits::default()).await
    }

    pub(crate) async fn server_with(&self, limits: Limits) -> Server {
        let clock = Arc::new(SetClock::new(moment("2026-11-24T10:00:00")));
        let tokens = Tokens::parse(TOKENS).expect("tokens");
        let shown: Arc<dyn Clock> = Arc::clone(&clock) as _;
        let service = Arc::new(Service::new(rules(), self.store().await, shown, tokens));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let routes = app(Arc::clone(&service), limits);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Server { address, clock, service }
    }

    /// A server in a process of its own.
    pub(crate) fn program(&self, log: &str) -> Program {
        let tokens = self.folder().join("tokens.txt");
        std::fs::write(&tokens, TOKENS).expect("a file");
        let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies/extended.toml");
        let file = std::fs::OpenOptions::new().create(true).append(true).open(self.folder().join("log"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_server"))
            .args(["--database", &self.database, "--listen", "127.0.0.1:0", "--log", log])
            .args(["--clock", "2026-11-24T10:00:00", "--tokens"])
            .arg(&tokens)
            .arg("--policy")
            .arg(policy)
            .stdout(Stdio::piped())
            .stderr(file.expect("a log"))
            .spawn()
            .expect("the program");
        let mut out = std::io::BufReader::new(child.stdout.take().expect("its output"));
        let mut said = String::new();
        let address = loop {
            let mut line = String::new();
            assert_ne!(out.read_line(&mut line).expect("a line"), 0, "no address: {said}");
            said.push_str(&line);
            if let Some((_, address)) = line.split_once("page: ") {
                break address.trim_end().trim_end_matches('/').to_owned();
            }
        };
        Program { address, child, said, _out: out }
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder().join("log")).expect("the log")
    }
}

pub(crate) fn rules() -> CaseRules {
    let policy = Policy::from_toml(include_str!("../../../policies/extended.toml")).expect("a policy");
    CaseRules::new(&policy, &WorkCalendar::china().with_provisional())
}

pub(crate) fn moment(text: &str) -> NaiveDateTime {
    text.parse().expect("a moment")
}

pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) service: Arc<Service>,
}

impl Server {
    pub(crate) fn by(&self, who: &str) -> Person {
        Person::new(&self.address, who)
    }
}

/// A server in a process of its own; killed when the test is done with it.
pub(crate) struct Program {
    pub(crate) address: String,
    child: Child,
    pub(crate) said: String,
    _out: std::io::BufReader<std::process::ChildStdout>,
}

impl Program {
    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who asks.
#[derive(Clone)]
pub(crate) struct Person {
    client: reqwest::Client,
    address: String,
    token: String,
}

impl Person {
    /// `who` is the token without `test-token-`.
    pub(crate) fn new(address: &str, who: &str) -> Self {
        let token = format!("test-token-{who}");
        Self { client: reqwest::Client::new(), address: address.to_owned(), token }
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        let request = self.client.get(format!("{}{path}", self.address)).bearer_auth(&self.token);
        answer(request.send().await.expect("an answer")).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<(StatusCode, Value), reqwest::Error> {
        let request = self.client.post(format!("{}{path}", self.address)).bearer_auth(&self.token);
        Ok(answer(request.json(body).send().await?).await)
    }

    /// Opens a case in the grid.
    pub(crate) async fn open(&self, case: &str, id: &str) -> Result<(StatusCode, Value), reqwest::Error> {
        let facts = json!({"scope": "grid", "major": false, "sudden": false});
        let data = json!({"channel": "hotline", "served": "known", "facts": facts, "text": "示例"});
        self.post("/cases", &json!({"case": case, "id": id, "data": data})).await
    }

    pub(crate) async fn ask(
        &self,
        case: &str,
        id: &str,
        expected: u64,
        kind: &str,
        data: &Value,
    ) -> Result<(StatusCode, Value), reqwest::Error> {
        let body = json!({"id": id, "expected": expected, "kind": kind, "data": data});
        self.post(&format!("/cases/{case}/commands"), &body).await
    }

    /// A command that must succeed.
    pub(crate) async fn does(&self, case: &str, expected: u64, kind: &str, data: &Value) -> Value {
        let id = format!("{kind}-{expected}");
        let (status, body) = self.ask(case, &id, expected, kind, data).await.expect("an answer");
        assert_eq!(status, StatusCode::OK, "{kind}: {body}");
        assert_eq!(body["case"]["sequence"], json!(expected + 1), "{kind}");
        body
    }
}

async fn answer(response: reqwest::Response) -> (StatusCode, Value) {
    let status = response.status();
    let body = response.bytes().await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// A case up to the handling: five events, in the hands of `p-201`.
pub(crate) async fn in_hand(server: &Server, case: &str) {
    let (office, grid) = (server.by("office-1"), server.by("grid-1"));
    let (status, body) = server.by("duty-1").open(case, "open").await.expect("an answer");
    assert_eq!(status, StatusCode::CREATED, "{body}");
    office.does(case, 1, "file", &json!({})).await;
    office.does(case, 2, "dispatch", &json!({"to": "p-201"})).await;
    grid.does(case, 3, "accept", &json!({})).await;
}
