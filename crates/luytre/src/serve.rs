//! `luytre serve` and `luytre demo`: opens the data, prints how to get in, serves until told to stop.

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use luytre_ledger::key::KeyName;
use luytre_ledger::secret::LedgerKey;
use luytre_model::clock::{Clock, Entropy};
use luytre_office::Service;
use luytre_office::service::Knowledge;
use luytre_server::http::{Client, Edge, Scheme};
use luytre_store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::Done;
use crate::failure::Failure;
use crate::system::{SystemClock, SystemEntropy};

/// What `luytre serve` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Thư mục dữ liệu.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Địa chỉ phục vụ.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Cơ sở dữ liệu PostgreSQL (postgres://…) thay cho tệp SQLite trong thư mục dữ liệu.
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Trang được truy cập qua HTTPS (máy chủ trung gian đứng trước): bật cookie an toàn, HSTS.
    #[arg(long)]
    https: bool,
    /// Mức ghi nhật ký: error, warn, info, debug.
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    log: String,
}

/// What `luytre demo` takes.
#[derive(Args)]
pub(crate) struct DemoArguments {
    /// Địa chỉ phục vụ.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Thư mục dữ liệu; mặc định là thư mục tạm, xóa khi dừng.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Serves an office.
pub(crate) fn serve(arguments: &Arguments) -> Done {
    log_to_standard_error(&arguments.log)?;
    runtime()?.block_on(async {
        let listener = listen(arguments.listen).await?;
        let house = House::open(&arguments.data, arguments.database_url.as_deref()).await?;
        let link = house
            .service
            .first_link()
            .await
            .map_err(|error| Failure::new("không chuẩn bị được cơ quan").because(error))?;
        let base = base_address(&listener, arguments.https)?;
        match link {
            Some(token) => say(&format!(
                "Lũy Tre đang phục vụ tại {base}\n\
                 Người đầu tiên mở đường dẫn sau (dùng một lần, trong 72 giờ):\n  {base}/link/{token}\n"
            ))?,
            None => say(&format!("Lũy Tre đang phục vụ tại {base}/\n"))?,
        }
        let scheme = if arguments.https { Scheme::Https } else { Scheme::Http };
        house.serve(listener, scheme).await
    })
}

/// Serves a sample ward.
pub(crate) fn demo(arguments: DemoArguments) -> Done {
    log_to_standard_error("warn")?;
    let kept = arguments.data.is_some();
    let folder = arguments.data.unwrap_or_else(temporary_folder);
    let done = runtime()?.block_on(async {
        let listener = listen(arguments.listen).await?;
        let house = House::open(&folder, None).await?;
        say("Đang dựng phường mẫu…\n")?;
        let demo = luytre_office::demo::fill(
            &house.store,
            Arc::clone(&house.knowledge),
            Arc::new(SystemEntropy),
            SystemClock.now(),
        )
        .await
        .map_err(|error| Failure::new("không dựng được phường mẫu").because(error))?;
        let base = base_address(&listener, false)?;
        say(&format!("Phường mẫu đang mở tại {base}/\n\n{demo}\n"))?;
        house.serve(listener, Scheme::Http).await
    });
    if !kept && let Err(error) = fs::remove_dir_all(&folder) {
        tracing::warn!(%error, "the temporary folder stays");
    }
    done
}

/// All that serving needs.
struct House {
    store: Store,
    knowledge: Arc<Knowledge>,
    service: Service,
    key: LedgerKey,
}

impl House {
    async fn open(data: &Path, database_url: Option<&str>) -> Result<Self, Failure> {
        private_folder(data).map_err(|error| {
            Failure::new(format!("không tạo được thư mục {}", data.display())).because(error)
        })?;
        let mut knowledge = Knowledge::embedded()
            .map_err(|error| Failure::new("dữ liệu kèm theo chương trình bị lỗi").because(error))?;
        if let Some(eyes) = crate::read::eyes() {
            knowledge.eyes = Some(Box::new(eyes));
        }
        let knowledge = Arc::new(knowledge);
        let file = format!("sqlite:{}", data.join("luytre.sqlite").display());
        let store = Store::open(database_url.unwrap_or(&file))
            .await
            .map_err(|error| Failure::new("không mở được cơ sở dữ liệu").because(error))?;
        let key = ledger_key(&data.join("ledger.key"))?;
        let service = Service::new(
            store.clone(),
            Arc::clone(&knowledge),
            Arc::new(SystemClock),
            Arc::new(SystemEntropy),
        );
        Ok(Self {
            store,
            knowledge,
            service,
            key,
        })
    }

    async fn serve(self, listener: TcpListener, scheme: Scheme) -> Done {
        luytre_server::words::warm();
        let edge = Edge::new(
            || SystemClock.now(),
            || {
                let mut bytes = [0; 32];
                SystemEntropy.fill(&mut bytes);
                bytes
            },
            scheme,
            Client::Peer,
        )
        .with_ledger_key(Arc::new(self.key.clone()));
        let (stop, stopped) = watch::channel(false);
        let jobs = tokio::spawn(luytre_server::jobs::keep(
            self.service.clone(),
            Some(self.key),
            until(stopped.clone()),
        ));
        tokio::spawn(async move {
            asked_to_stop().await;
            stop.send_replace(true);
        });
        luytre_server::run(listener, self.service, edge, until(stopped))
            .await
            .map_err(|error| Failure::new("máy chủ dừng vì lỗi").because(error))?;
        jobs.abort();
        self.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // The sender goes away only when the program ends, which is a reason to stop as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Ctrl-C, or the signal by which services are stopped.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new("không khởi động được").because(error))
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::new(format!("không mở được cổng {address}"))
            .hint("Có thể chương trình đang chạy ở cửa sổ khác; hãy dừng nó hoặc chọn cổng khác bằng --listen.")
            .because(error)
    })
}

fn base_address(listener: &TcpListener, https: bool) -> Result<String, Failure> {
    let address = listener
        .local_addr()
        .map_err(|error| Failure::new("không rõ địa chỉ phục vụ").because(error))?;
    Ok(format!(
        "{}://{address}",
        if https { "https" } else { "http" }
    ))
}

/// Makes a folder that only its owner can open.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn temporary_folder() -> PathBuf {
    let mut random = [0; 8];
    SystemEntropy.fill(&mut random);
    std::env::temp_dir().join(format!("luytre-demo-{:016x}", u64::from_be_bytes(random)))
}

/// Reads the key that signs the ledger, or makes it in a file that only its owner can read.
fn ledger_key(path: &Path) -> Result<LedgerKey, Failure> {
    let wrong = || {
        Failure::new(format!(
            "tệp khóa của sổ chứng cứ {} không dùng được",
            path.display()
        ))
    };
    match fs::read_to_string(path) {
        Ok(text) => LedgerKey::parse(text.trim()).map_err(|error| wrong().because(error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut chance = [0; 40];
            SystemEntropy.fill(&mut chance);
            let (name, seed) = chance.split_at(8);
            let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
            let name: KeyName = format!("luytre/so-chung-cu/{name}")
                .parse()
                .map_err(|error| wrong().because(error))?;
            let seed = seed.try_into().map_err(|_| wrong())?;
            let key = LedgerKey::new(name, seed);
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(path).map_err(|error| wrong().because(error))?;
            let written = writeln!(file, "{}", key.secret_text()).and_then(|()| file.sync_all());
            written.map_err(|error| wrong().because(error))?;
            Ok(key)
        }
        Err(error) => Err(wrong().because(error)),
    }
}

/// How to get in goes to standard output: scripts read it.
fn say(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
        .map_err(|error| Failure::new("không ghi được ra màn hình").because(error))
}

fn log_to_standard_error(level: &str) -> Result<(), Failure> {
    let filter = tracing_subscriber::EnvFilter::try_new(level)
        .map_err(|error| Failure::new(format!("không có mức nhật ký {level}")).because(error))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    Ok(())
}
