//! Starts the service: over a database, or with the example.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use chrono::{FixedOffset, NaiveDateTime};
use clap::Parser;
use server::{Clock, ClockFrom, Limits, LogLevel, Service, Store, SystemClock, Tokens, app, example};
use wangge::case::CaseRules;
use wangge::{Overlay, Policy, WorkCalendar};

/// 网格办件服务：办件存入 SQLite 或 PostgreSQL，附网页和 HTTP 接口。不带任何参数时，以虚构的示例数据启动。
///
/// Keeps cases in SQLite or PostgreSQL, with a page and an HTTP interface. Without an argument it starts with the
/// example, which is made up.
#[derive(Parser)]
#[command(version)]
#[expect(clippy::doc_markdown, reason = "what a terminal shows is no markdown")]
struct Options {
    /// 数据库：文件路径，或 postgres:// 地址；也可写在环境变量 DATABASE_URL | a path, or a postgres:// address
    #[arg(long, value_name = "FILE|URL")]
    database: Option<String>,
    /// 令牌表：每行“令牌 角色 人员编号”，服务对象其后写明其办件；也可写在环境变量 WANGGE_TOKENS | a file of lines TOKEN ROLE ACTOR
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
    /// 以虚构的示例数据、示例令牌和示例时钟启动 | the example: made-up cases, tokens and clock
    #[arg(long)]
    example: bool,
    /// 政策文件；示例用 examples/policies/extended.toml | a policy file
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// 本地放假安排（JSON），可多次给出 | an overlay of local days off, may be given again
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// 允许使用未公布年份的暂定日历 | reach into the year whose notice is not out
    #[arg(long)]
    provisional: bool,
    /// 监听地址 | where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// 本县当地时间与 UTC 的时差 | the offset of the county's local time
    #[arg(long, value_name = "OFFSET", default_value = "+08:00", allow_hyphen_values = true)]
    offset: FixedOffset,
    /// 时钟从该时刻起走（培训、测试用），如 2026-11-24T10:00:00 | start the clock at that moment
    #[arg(long, value_name = "MOMENT")]
    clock: Option<NaiveDateTime>,
    /// 网页只经 TLS 访问（Cookie 加 Secure） | the page is reached over TLS only
    #[arg(long)]
    secure_cookie: bool,
    /// 请求内容的最大字节数 | the most bytes of a body
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body)]
    most_bytes: usize,
    /// 日志详略 | how much is logged
    #[arg(long, value_enum, default_value = "info")]
    log: LogLevel,
}

/// How long requests that are under way may still take once the service is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

fn rules(options: &Options, is_example: bool) -> Result<CaseRules, String> {
    let policy = match &options.policy {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).map_err(|error| format!("{}：{error}", path.display()))?;
            Policy::from_toml(&text).map_err(|error| error.wording().zh())?
        }
        None if is_example => Policy::from_toml(include_str!("../../policies/extended.toml"))
            .map_err(|error| error.wording().zh())?,
        None => return Err("请用 --policy 给出政策文件，或用 --example 看示例 | name a policy file with --policy, or see the --example"
                .to_owned()),
    };
    let mut calendar = WorkCalendar::china();
    if options.provisional || is_example {
        calendar = calendar.with_provisional();
    }
    for path in &options.overlay {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name}：{error}"))?;
        let laid = Overlay::from_json(&text).and_then(|overlay| calendar.with_overlay(overlay));
        calendar = laid.map_err(|error| format!("{name}：{}", error.wording().zh()))?;
    }
    Ok(CaseRules::new(&policy, &calendar))
}

fn tokens(options: &Options, is_example: bool) -> Result<Tokens, String> {
    let text = match (&options.tokens, std::env::var("WANGGE_TOKENS")) {
        (Some(path), _) => {
            std::fs::read_to_string(path).map_err(|error| format!("{}：{error}", path.display()))?
        }
        // A variable that stands about is not meant for the example.
        (None, _) if is_example => return example::known_tokens().map_err(|error| error.to_string()),
        (None, Ok(text)) => text,
        (None, Err(_)) => {
            return Err(
                "请用 --tokens 或环境变量 WANGGE_TOKENS 给出令牌表 | name the tokens with --tokens or \
                        WANGGE_TOKENS"
                    .to_owned(),
            );
        }
    };
    Tokens::parse(&text).map_err(|error| error.to_string())
}

async fn run(options: Options) -> Result<(), String> {
    let variable = |name: &str| std::env::var(name).ok();
    let given = options.database.is_some() || options.tokens.is_some() || options.policy.is_some();
    let said = variable("DATABASE_URL").is_some() || variable("WANGGE_TOKENS").is_some();
    let is_example = options.example || !(given || said);
    let rules = rules(&options, is_example)?;
    let tokens = tokens(&options, is_example)?;
    let named = options.database.clone().or_else(|| variable("DATABASE_URL").filter(|_| !is_example));
    // The folder goes when the service stops.
    let folder = match (&named, is_example) {
        (None, true) => Some(tempfile::tempdir().map_err(|error| error.to_string())?),
        _ => None,
    };
    let database = match (&named, &folder) {
        (Some(address), _) => address.clone(),
        (None, Some(folder)) => folder.path().join("example.sqlite").display().to_string(),
        (None, None) => "wangge.sqlite".to_owned(),
    };
    let mut store = Store::open(&database).await.map_err(|error| match error {
        server::StoreError::Address => error.to_string(),
        error => format!("打不开数据库（{}） | cannot open the database", error.kind()),
    })?;
    let clock: Arc<dyn Clock> = match options.clock {
        Some(start) => Arc::new(ClockFrom::new(start)),
        None if is_example => {
            let start = example::start_after(&store).await.map_err(|error| error.kind().to_owned())?;
            Arc::new(ClockFrom::new(start))
        }
        None => Arc::new(SystemClock { offset: options.offset }),
    };
    if is_example {
        if !example::may_be_filled(&store).await.map_err(|error| error.kind().to_owned())? {
            return Err("该数据库已有别的办件，不能以示例启动 | that database holds other cases: no example"
                .to_owned());
        }
        store = example::fill(store, &rules, &tokens).await.map_err(|error| error.to_string())?;
    }
    // The making of the example is no news.
    server::start_log(options.log);
    let listener = tokio::net::TcpListener::bind(options.listen)
        .await
        .map_err(|error| format!("{}：{error}", options.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let mut service = Service::new(rules, store, clock, tokens);
    if is_example {
        service = service.example();
    }
    if options.secure_cookie {
        service = service.secure();
    }
    let service = Arc::new(service);
    // Whoever started it may not listen.
    let _ = announce(&service, address, options.tokens.is_none());
    let limits = Limits { body: options.most_bytes, ..Limits::default() };
    let stopped = Arc::new(tokio::sync::Notify::new());
    let stopping = Arc::clone(&stopped);
    let serving =
        axum::serve(listener, app(Arc::clone(&service), limits)).with_graceful_shutdown(async move {
            asked_to_stop().await;
            tracing::info!("stopping");
            stopping.notify_one();
        });
    tokio::select! {
        served = serving.into_future() => served.map_err(|error| error.to_string())?,
        () = async { stopped.notified().await; tokio::time::sleep(LAST_REQUESTS).await } => {}
    }
    service.store().close().await;
    Ok(())
}

/// Says where the service is, on standard output.
fn announce(service: &Service, address: SocketAddr, own_tokens: bool) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if service.is_example() {
        writeln!(out, "示例：办件、人员和令牌均为虚构 | example: cases, people and tokens are made up")?;
        writeln!(out, "时钟 | clock: {}", service.now().format("%Y-%m-%d %H:%M"))?;
    }
    writeln!(out, "数据库 | database: {}", service.store().database().name())?;
    writeln!(out, "网页 | page: http://{address}/")?;
    writeln!(out, "接口 | interface: http://{address}/openapi.json")?;
    if service.is_example() && own_tokens {
        writeln!(out, "示例令牌 | example tokens:")?;
        for (role, token) in example::tokens() {
            let wide: usize = role.chars().count() * 2;
            writeln!(out, "  {role}{:pad$}{token}", "", pad = 22_usize.saturating_sub(wide))?;
        }
    }
    out.flush()
}

async fn asked_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
