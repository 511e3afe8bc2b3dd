//! Trying a store that keeps anything: what is needed of it, step by step.

use super::rough;
use super::{Bench, Finding};
use crate::carrier::{CarrierError, Entry, Raw};
use crate::http::Method;
use huiyin_rules::Text;

/// An object may be as large as this.
const OBJECT: usize = 1 << 20;
/// What many objects in one piece may come to; a store that refuses it keeps them singly.
const SEGMENT: usize = 4 << 20;
/// Names in one folder, and how many are asked for at a time.
const MANY: usize = 40;
const PAGE: usize = 15;
/// Put and got for the time they take.
const TIMED: usize = 9;

/// A name with every letter that ours have, as deep as ours are.
const DEEP: &str =
    "0123456789abcdef0123456789abcdef/00000/00000001-0123456789abcdefghijklmnopqrstuvwxyz";

pub(super) async fn probe<R>(store: &R, nonce: &str) -> Vec<Finding>
where
    R: Raw<Transport: Bench>,
{
    let mut probe = Probe {
        store,
        root: format!("v1/probe/{nonce}/"),
        findings: Vec::new(),
    };
    // Where nothing can be put or got all that follows would fail the same way.
    if probe.reach().await && probe.round_trip().await {
        probe.absence().await;
        probe.again().await;
        probe.listing().await;
        probe.sizes().await;
        rough::condition(&mut probe).await;
        rough::race(&mut probe).await;
        rough::torn(&mut probe).await;
        rough::origins(&mut probe).await;
        probe.times().await;
        probe.removal().await;
    }
    probe.findings
}

/// A probe under way.
pub(super) struct Probe<'a, R> {
    pub store: &'a R,
    /// The folder that everything is put into.
    root: String,
    pub findings: Vec<Finding>,
}

impl<R: Raw<Transport: Bench>> Probe<'_, R> {
    /// A key of the probe's own.
    pub fn key(&self, name: &str) -> String {
        format!("{}{name}", self.root)
    }

    /// Notes something needed: met, or the error.
    pub fn need(&mut self, what: (&str, &str), outcome: Result<Text, Text>) -> bool {
        let met = outcome.is_ok();
        let text = outcome.unwrap_or_else(|text| text);
        self.findings.push(Finding::needed(what, met, text));
        met
    }

    /// Puts bytes and reads them back.
    pub async fn keeps(&self, key: &str, bytes: &[u8]) -> Result<(), Text> {
        let told = |error: CarrierError| error.text();
        self.store.put(key, bytes).await.map_err(told)?;
        match self.store.get(key).await.map_err(told)? {
            Some(found) if found == bytes => Ok(()),
            Some(found) => {
                let (put, got) = (bytes.len(), found.len());
                Err(Text::new(
                    format!("写入 {put} 字节，读回 {got} 字节且内容不同"),
                    format!("{put} bytes were put, {got} others came back"),
                ))
            }
            None => Err(Text::new(
                "写入成功，却读不到",
                "it was put but cannot be got",
            )),
        }
    }

    async fn reach(&mut self) -> bool {
        let listed = self.store.list("", None).await;
        let outcome = listed.map(|_| Text::new("可以", "yes"));
        let what = ("连接存储并列出目录", "is reached and listed");
        self.need(what, outcome.map_err(|error| error.text()))
    }

    async fn round_trip(&mut self) -> bool {
        let done = self.keeps(&self.key("first"), b"huiyin").await;
        let outcome = done.map(|()| Text::new("一致", "the same"));
        self.need(("写入并读回", "keeps what is put"), outcome)
    }

    async fn absence(&mut self) {
        let got = self.store.get(&self.key("absent")).await;
        let outcome = match got {
            Ok(None) => Ok(Text::new("不存在", "not there")),
            Ok(Some(bytes)) => {
                let bytes = bytes.len();
                // Told as met: what is read is judged by its hash.
                Ok(Text::new(
                    format!("应答了 {bytes} 字节的别的内容；读取时按哈希识别"),
                    format!("{bytes} bytes of something else; told apart by their hash"),
                ))
            }
            Err(error) => Err(error.text()),
        };
        self.need(("读取不存在的对象", "gets what was never put"), outcome);
        let listed = self.store.list(&self.key("nowhere/"), None).await;
        let outcome = match listed {
            Ok(entries) if entries.is_empty() => Ok(Text::new("空", "empty")),
            Ok(entries) => Err(counted(entries.len(), 0)),
            Err(error) => Err(error.text()),
        };
        self.need(
            ("列出不存在的目录", "lists a folder that is not there"),
            outcome,
        );
    }

    async fn again(&mut self) {
        let key = self.key("again");
        let mut outcome = self.keeps(&key, b"the same bytes").await;
        if outcome.is_ok() {
            outcome = self.keeps(&key, b"the same bytes").await;
        }
        let outcome = outcome.map(|()| Text::new("一致", "the same"));
        self.need(
            ("同样内容重复写入", "takes the same bytes once more"),
            outcome,
        );
    }

    async fn listing(&mut self) {
        let deep = self.key(DEEP);
        let outcome = match self.keeps(&deep, b"deep").await {
            Ok(()) => self.found_on_the_way(&deep).await,
            Err(text) => Err(text),
        };
        self.need(
            ("深层目录与所用字符", "takes deep names of all our letters"),
            outcome,
        );
        let outcome = self.many().await;
        self.need(
            ("分页列出许多对象", "lists many names, page by page"),
            outcome,
        );
    }

    /// Walks from the probe's folder down to a key by what is listed.
    async fn found_on_the_way(&self, key: &str) -> Result<Text, Text> {
        let mut folder = self.root.clone();
        for part in DEEP.split_inclusive('/') {
            let listed = self.store.list(&folder, None).await;
            let entries = listed.map_err(|error| error.text())?;
            if !entries.iter().any(|entry| entry.name == part) {
                return Err(Text::new(
                    format!("{folder} 下没有列出 {part}"),
                    format!("{part} is not listed in {folder}"),
                ));
            }
            folder.push_str(part);
        }
        debug_assert_eq!(folder, key);
        Ok(Text::new("逐级列出", "listed at every level"))
    }

    async fn many(&self) -> Result<Text, Text> {
        let told = |error: CarrierError| error.text();
        let folder = self.key("many/");
        let names: Vec<String> = (0..MANY).map(|at| format!("{at:08}-0f")).collect();
        for name in &names {
            let key = format!("{folder}{name}");
            self.store.put(&key, name.as_bytes()).await.map_err(told)?;
        }
        let mut found: Vec<Entry> = self.store.list_by(&folder, PAGE).await.map_err(told)?;
        found.sort();
        found.dedup();
        if !found.iter().map(|entry| &entry.name).eq(&names) {
            return Err(counted(found.len(), names.len()));
        }
        let half = names.get(MANY / 2).map(String::as_str);
        let rest = self.store.list(&folder, half).await.map_err(told)?;
        let expected = MANY - MANY / 2 - 1;
        if rest.len() != expected {
            return Err(counted(rest.len(), expected));
        }
        Ok(counted(found.len(), names.len()))
    }

    async fn sizes(&mut self) {
        let done = self.keeps(&self.key("object"), &noise(OBJECT)).await;
        let outcome = done.map(|()| Text::new("一致", "the same"));
        self.need(("1 MiB 的对象", "keeps an object of 1 MiB"), outcome);
        let done = self.keeps(&self.key("segment"), &noise(SEGMENT)).await;
        let outcome = match done {
            Ok(()) => Text::new("一致", "the same"),
            Err(text) => text,
        };
        let what = ("4 MiB 的合并段", "keeps a segment of 4 MiB");
        self.findings.push(Finding::told(what, outcome));
    }

    async fn times(&mut self) {
        let bench = self.store.transport();
        let (mut puts, mut gets) = (Vec::new(), Vec::new());
        for at in 0..TIMED {
            let key = self.key(&format!("timed-{at}"));
            let begun = bench.millis();
            let put = self.store.put(&key, &noise(1024)).await.is_ok();
            let between = bench.millis();
            let got = self.store.get(&key).await.is_ok();
            if let (true, Some(begun), Some(between), Some(ended)) =
                (put && got, begun, between, bench.millis())
            {
                puts.push(between.saturating_sub(begun));
                gets.push(ended.saturating_sub(between));
            }
        }
        let (Some(put), Some(get)) = (median(puts), median(gets)) else {
            return;
        };
        let outcome = Text::new(
            format!("写入 {put} 毫秒，读取 {get} 毫秒"),
            format!("put {put} ms, get {get} ms"),
        );
        let what = ("1 KB 对象用时（中位数）", "time for 1 KB (median)");
        self.findings.push(Finding::told(what, outcome));
    }

    /// Takes everything away again: the folder as a whole where that goes, or object by object.
    async fn removal(&mut self) {
        let first = self.key("first");
        let removed = self.remove(&first).await;
        let gone = removed && matches!(self.store.get(&first).await, Ok(None));
        if gone {
            self.remove(&self.root).await;
            self.clear(self.root.clone()).await;
        }
        let outcome = if gone {
            ("可以；试用的对象已删除", "yes; what was tried is gone")
        } else {
            (
                "不可以；试用的对象留在 v1/probe/ 下，可手工删除",
                "no; what was tried stays below v1/probe/ and may be deleted by hand",
            )
        };
        self.findings.push(Finding::told(
            ("删除（不需要）", "deletes (not needed)"),
            outcome,
        ));
    }

    async fn clear(&self, top: String) {
        let mut folders = vec![top];
        while let Some(folder) = folders.pop() {
            let entries = self.store.list(&folder, None).await.unwrap_or_default();
            for entry in entries {
                let key = format!("{folder}{}", entry.name);
                if entry.is_folder() {
                    folders.push(key);
                } else {
                    self.remove(&key).await;
                }
            }
        }
    }

    async fn remove(&self, key: &str) -> bool {
        use crate::http::Transport;
        let request = self.store.request(Method::Delete, key, &[], b"");
        let answer = self.store.transport().send(request).await;
        answer.is_ok_and(|answer| answer.is_success())
    }
}

fn counted(found: usize, expected: usize) -> Text {
    Text::new(
        format!("列出 {found} 个，应为 {expected} 个"),
        format!("{found} listed of {expected}"),
    )
}

/// Bytes that no compression shortens and no two places of which are alike.
pub(super) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut out = Vec::with_capacity(length + 8);
    while out.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.extend_from_slice(&state.to_le_bytes());
    }
    out.truncate(length);
    out
}

fn median(mut times: Vec<u64>) -> Option<u64> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}
