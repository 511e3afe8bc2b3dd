//! What the server says when it does not do something: a code, and why in both languages.

use crate::objects::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use huiyin_rules::Text;
use serde::Serialize;
use std::borrow::Cow;

/// A refusal, as it is answered: `{"code":…,"zh":…,"en":…}` under its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    status: StatusCode,
    code: Cow<'static, str>,
    text: Text,
    /// Seconds after which asking again is worth it.
    after: Option<u64>,
    /// The line of the body that it is about, from 1.
    line: Option<usize>,
}

#[derive(Serialize)]
struct Said<'a> {
    code: &'a str,
    zh: &'a str,
    en: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

impl Refusal {
    /// A refusal with a text of another part of the program.
    pub(crate) fn because(
        status: StatusCode,
        code: impl Into<Cow<'static, str>>,
        text: Text,
    ) -> Self {
        Refusal {
            status,
            code: code.into(),
            text,
            after: None,
            line: None,
        }
    }

    fn new(status: StatusCode, code: &'static str, zh: &str, en: &str) -> Self {
        Self::because(status, code, Text::new(zh, en))
    }

    fn later(mut self, seconds: u64) -> Self {
        self.after = Some(seconds);
        self
    }

    /// The same about a line of what was sent.
    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What is said.
    pub(crate) fn text(&self) -> &Text {
        &self.text
    }

    /// Seconds after which asking again is worth it.
    pub(crate) fn after(&self) -> Option<u64> {
        self.after
    }

    /// Its stable code.
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let said = Said {
            code: &self.code,
            zh: &self.text.zh,
            en: &self.text.en,
            line: self.line,
        };
        // Three strings are always JSON.
        let body = serde_json::to_vec(&said).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, json);
        if let Some(seconds) = self.after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"huiyin\"");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        // Names hosts and files: for whoever looks after the server, not for who asks.
        crate::log::trouble(&error.to_string());
        match error {
            StoreError::Away(_) => store_away(),
            StoreError::Broken(_) => failed(),
        }
    }
}

macro_rules! refusals {
    ($($(#[doc = $doc:literal])* $name:ident $status:ident $code:literal $zh:literal $en:literal $(, $after:literal)?;)+) => {
        $($(#[doc = $doc])*
        pub(crate) fn $name() -> Refusal {
            Refusal::new(StatusCode::$status, $code, $zh, $en)$(.later($after))?
        })+

        /// Every refusal that has no place to be filled in.
        #[cfg(test)]
        pub(crate) fn all() -> Vec<Refusal> {
            vec![$($name()),+]
        }
    };
}

refusals! {
    bad_request BAD_REQUEST "bad-request"
        "请求的写法不对。请对照 /openapi.json 检查地址、参数和内容。"
        "the request is not well formed; compare its address, parameters and body with /openapi.json";
    session_needed UNAUTHORIZED "session-needed"
        "需要先登录：请用设备密钥换取令牌（/v1/challenge、/v1/session），再附在 Authorization 中。"
        "sign in first: get a token with the device's key (/v1/challenge, /v1/session) and send it as Authorization: Bearer";
    session_expired UNAUTHORIZED "session-expired"
        "登录已过期。请用设备密钥重新登录。"
        "the session has expired; sign in again with the device's key";
    challenge_expired UNAUTHORIZED "challenge-expired"
        "登录口令已过期或者不是本服务器所发。请重新获取。"
        "the challenge has expired or is not this server's; ask for another";
    challenge_used UNAUTHORIZED "challenge-used"
        "登录口令已经用过一次。请重新获取。"
        "the challenge was used before; ask for another";
    signature_invalid UNAUTHORIZED "signature-invalid"
        "签名与设备不符。请确认使用的是本设备自己的密钥。"
        "the signature is not the device's; make sure that its own key signed";
    not_enrolled FORBIDDEN "not-enrolled"
        "本设备尚未获准加入。请先提交加入申请，由管理员核对短码后批准。"
        "this device has not been let in; ask to join, and have an administrator compare the short code and approve it";
    device_revoked FORBIDDEN "device-revoked"
        "本设备已停用，不能再读写。如需继续使用，请联系管理员重新加入。"
        "this device was revoked and can neither read nor write; to go on, join again with an administrator's help";
    grant_expired FORBIDDEN "grant-expired"
        "本设备的授权已到期。尚未上传的记录仍在本机，请管理员延长授权后再同步。"
        "this device's grant has run out; what it has not delivered stays on it, so ask an administrator to extend the grant and sync again";
    space_closed FORBIDDEN "space-closed"
        "本设备无权读取这一数据区。"
        "this device may not read that space";
    space_unwritable FORBIDDEN "space-unwritable"
        "本设备无权写入这一数据区。"
        "this device may not write to that space";
    admins_only FORBIDDEN "admins-only"
        "只有管理员的设备可以这样做。"
        "only an administrator's device may do this";
    office_only FORBIDDEN "office-only"
        "只有人大机关的设备可以这样做。"
        "only a device of the congress's own office may do this";
    foreign_workspace FORBIDDEN "foreign-workspace"
        "数据属于另一个工作区，不能存到这里。请核对同步地址。"
        "this belongs to another workspace and cannot be kept here; check the store's address";
    not_founded FORBIDDEN "not-founded"
        "服务器上还没有工作区。请先由人大机关创建并上传。"
        "there is no workspace on this server yet; an office has to create one and deliver it first";
    not_founding FORBIDDEN "not-founding"
        "服务器上还没有工作区，只接受由其根密钥签名的创建记录。"
        "there is no workspace on this server yet; all it takes is a founding signed by one of its root keys";
    claim_needed FORBIDDEN "claim-needed"
        "在这台服务器上创建工作区需要认领码（X-Huiyin-Claim）。认领码在服务器启动时显示。"
        "founding a workspace on this server takes its claim code (X-Huiyin-Claim), which is shown when it starts";
    claim_wrong FORBIDDEN "claim-wrong"
        "认领码不对。请核对服务器启动时显示的认领码。"
        "the claim code is not right; compare it with the one shown when the server starts";
    foreign_chain FORBIDDEN "foreign-chain"
        "只能写入本设备自己签名的记录。"
        "a device may only put what it signed itself";
    chain_taken FORBIDDEN "chain-taken"
        "这条日志的编号已被另一台设备使用。请为本设备重新生成日志编号。"
        "this log's number is another device's; mint a new one for this device";
    foreign_page FORBIDDEN "foreign-page"
        "这次提交来自另一个网站的页面，没有接收。请在本站的民意页面上填写。"
        "this was sent by a page of another site, so it was not taken; use this site's own page for citizens";
    foreign_request FORBIDDEN "foreign-request"
        "只能提交和读取本设备自己的加入申请。"
        "a device may only put and read its own request to join";
    not_found NOT_FOUND "not-found"
        "这里没有该名称的内容。"
        "there is nothing under this name";
    poll_unknown NOT_FOUND "poll-unknown"
        "这里没有这次测评的文件。请核对地址或者票卡；公示板要在测评结束后才有。"
        "there is no such document of a poll here; check the address or the card, and mind that the board is published after the vote";
    code_unknown NOT_FOUND "code-unknown"
        "没有这个专属码。请对照海报重新输入，或者留空后提交。"
        "there is no such code; compare it with the poster, or leave it empty";
    track_unknown NOT_FOUND "track-unknown"
        "没有查到这个查询码。请对照提交时记下的查询码；刚提交的民意要等工作人员收取后才能查询。"
        "nothing is known under this tracking code; compare it with the one shown when you sent, and mind that what was only just sent is told once the office has taken it";
    code_withdrawn GONE "code-withdrawn"
        "这个专属码已经停用。请留空后提交，或者扫描新的海报。"
        "this code was withdrawn; leave it empty, or scan a newer poster";
    intake_closed CONFLICT "intake-closed"
        "民意收件暂未开放。请稍后再来，或者到联络站当面反映。"
        "voices are not taken at the moment; come back later, or go to a station";
    rating_closed CONFLICT "rating-closed"
        "这件民意现在不能评价。办理有了结果才能评价，评价过的不能再改。"
        "this cannot be rated now: only once there is a result, and only until it was rated";
    method_not_allowed METHOD_NOT_ALLOWED "method-not-allowed"
        "此地址不接受这种请求。可用的方法见 Allow。"
        "this address takes no such request; Allow names those it takes";
    too_slow REQUEST_TIMEOUT "too-slow"
        "内容没有在规定时间内传完。请检查网络后重试。"
        "the body did not arrive in time; check the network and try again";
    other_bytes CONFLICT "other-bytes"
        "该名称下已有不同的内容，没有改动。"
        "other bytes are kept under this name; nothing was changed";
    phase_backward CONFLICT "phase-backward"
        "票箱只能向前：准备、投票、截止、封存；没有查看过票的，截止后可以重新开放。"
        "a box only goes forward: prepared, open, closed, fixed; while nobody has read it, a closed one may be opened again";
    box_read CONFLICT "box-read"
        "截止后已经有人查看过票，不能重新开放投票，否则就能看出后来投的是哪些票。"
        "the votes were read after closing, so voting is not opened again: it would show which ones came later";
    box_not_open CONFLICT "box-not-open"
        "投票还没有开始。请等待主持人宣布。"
        "voting has not begun; wait until it is announced";
    box_at_closing CONFLICT "box-at-closing"
        "本服务器的存储会留下时间，投票期间不收票。请由设备保管，截止后一并提交。"
        "this server's store keeps times, so it takes no votes while voting goes on; keep them on the device and hand them in together after closing";
    box_fixed CONFLICT "box-fixed"
        "票箱已经封存，不再收票。请联系会务人员。"
        "the box is fixed and takes no more votes; ask the staff";
    box_not_closed CONFLICT "box-not-closed"
        "投票还没有截止，任何人都不能查看票。请先截止投票。"
        "voting is not closed, and until then nobody reads the votes; close it first";
    box_not_fixed CONFLICT "box-not-fixed"
        "票箱还没有封存，不能公布结果。请先封存票箱。"
        "the box is not fixed, so no result can be published; fix it first";
    too_large PAYLOAD_TOO_LARGE "too-large"
        "内容过大。对象不得超过 1 MiB，分段不得超过 8 MiB，快照不得超过 64 MiB，加入申请不得超过 4 KiB；一次提交的票不得超过 256 KiB，测评单不得超过 96 MiB，公示板不得超过 128 MiB；一条民意不得超过 1 MiB，公开的文件不得超过 8 MiB。"
        "the body is too large: objects may have 1 MiB, segments 8 MiB, snapshots 64 MiB, requests to join 4 KiB, votes handed in together 256 KiB, sheets 96 MiB, boards 128 MiB, a voice 1 MiB, a published file 8 MiB";
    name_malformed UNPROCESSABLE_ENTITY "name-malformed"
        "名称不合格式。"
        "this is no name that anything is kept under";
    name_mismatch UNPROCESSABLE_ENTITY "name-mismatch"
        "内容与名称不符，可能没有传输完整。请用原来的内容重试。"
        "the content is not what its name says; it may not have arrived whole, so try again with the same bytes";
    signature_mismatch UNPROCESSABLE_ENTITY "object-wrong-signature"
        "对象上的签名不是该设备的签名。"
        "the object's signature is not that of its device";
    poll_mismatch UNPROCESSABLE_ENTITY "poll-mismatch"
        "内容属于另一次测评。请核对地址和测评单。"
        "this belongs to another poll; check the address and the sheet";
    vote_too_many UNPROCESSABLE_ENTITY "vote-too-many"
        "这张票卡在该事项上已经提交过两张不同的票，按无效处理，不再收第三张。"
        "this card has handed in two different votes on the question, which count as one invalid; a third is not taken";
    board_drops UNPROCESSABLE_ENTITY "board-drops"
        "公示板缺少本服务器已经收下的票。请取回全部票后重新生成。"
        "the board leaves out votes that were taken here; read all of them and make it again";
    work_expired UNPROCESSABLE_ENTITY "work-expired"
        "页面停留太久或者现在提交的人很多，验证已经失效。请重新提交，填写的内容还在。"
        "the challenge is over, is not this server's, or asks for too little work by now; get another and send again";
    work_used UNPROCESSABLE_ENTITY "work-used"
        "这次验证已经用过。请重新提交。"
        "the challenge was used before; get another and send again";
    work_missing UNPROCESSABLE_ENTITY "work-missing"
        "验证没有通过。请刷新页面后重新提交。"
        "the nonce does not solve the challenge; do the work and send again";
    sealed_malformed UNPROCESSABLE_ENTITY "sealed-malformed"
        "加密的内容不合格式或者过大。请减少图片后重新提交。"
        "the sealed voice is none, or too large; leave pictures out and send again";
    settings_malformed UNPROCESSABLE_ENTITY "settings-malformed"
        "收件设置不可用：公钥应为 64 位十六进制，难度为 8 到 24，标题不超过 100 字，开放收件须有公钥。"
        "these settings cannot be used: a key has 64 hexadecimal digits, bits are 8 to 24, a title has at most 100 characters, and opening takes a key";
    codes_malformed UNPROCESSABLE_ENTITY "codes-malformed"
        "专属码清单不可用：每个码 10 个字母数字且不重复，名称不超过 100 字，问卷不超过 32 KB，至多 20000 个。"
        "this list of codes cannot be used: each has 10 letters and digits and stands once, labels have at most 100 characters, forms 32 KB, and there are at most 20,000";
    status_malformed UNPROCESSABLE_ENTITY "status-malformed"
        "进展文件不合格式。请对照 /openapi.json 中的 TrackStatus 检查。"
        "this is no status document; compare it with TrackStatus in /openapi.json";
    rating_malformed UNPROCESSABLE_ENTITY "rating-malformed"
        "评价只有满意、基本满意、不满意，附言不超过 300 字。请更正后重新提交。"
        "ratings are satisfied, basically_satisfied and dissatisfied, and a note has at most 300 characters; correct it and send again";
    path_malformed UNPROCESSABLE_ENTITY "path-malformed"
        "公开文件的路径只用小写字母、数字、点、横线、下划线和斜线，至多 4 级 128 字，目录名不含点，以 .json 或 .xml 结尾。"
        "paths of published files have small letters, digits, dots, hyphens, underscores and slashes, at most 4 levels and 128 characters, no dot in a folder's name, and end in .json or .xml";
    file_malformed UNPROCESSABLE_ENTITY "file-malformed"
        "文件内容与后缀不符：.json 须为完整的 JSON，.xml 须为不带 DOCTYPE 的 UTF-8 XML。"
        "the file is not what its ending says: .json is whole JSON, .xml is XML in UTF-8 without a DOCTYPE";
    access_sealed UNPROCESSABLE_ENTITY "access-sealed"
        "权限记录必须是明文，不能加密。"
        "records about access must be in clear, never sealed";
    segment_ahead UNPROCESSABLE_ENTITY "segment-ahead"
        "分段中有服务器还没有的对象。请先逐个上传。"
        "the segment holds objects that are not here yet; put them one by one first";
    too_many TOO_MANY_REQUESTS "too-many-requests"
        "请求过于频繁，请稍后再试。"
        "too many requests; try again in a moment", 2;
    too_many_forms TOO_MANY_REQUESTS "too-many-forms"
        "不用脚本的表单收得很少，现在已到上限。请过几分钟再提交，或者换用能运行脚本的浏览器，也可以到联络站当面反映。"
        "forms without script are taken sparingly, and there were too many just now; send again in a few minutes, use a browser that runs scripts, or go to a station", 120;
    too_many_guesses TOO_MANY_REQUESTS "too-many-guesses"
        "没有查到的次数过多。请对照海报或者记下的查询码，过一会儿再试。"
        "too many codes were asked for that there are none of; compare yours with the poster or with what you wrote down, and try again in a while", 30;
    too_many_joining TOO_MANY_REQUESTS "too-many-joining"
        "等待批准的加入申请过多。请管理员先处理已有申请。"
        "too many requests to join are waiting; an administrator has to decide about them first", 600;
    too_many_listeners TOO_MANY_REQUESTS "too-many-listeners"
        "打开的更新通知连接过多。请关闭一些页面，或改为定时同步。"
        "too many connections wait for changes; close some pages, or sync at intervals", 30;
    failed INTERNAL_SERVER_ERROR "server-failed"
        "服务器出错。数据没有丢失，请稍后重试；若仍不行，请管理员查看服务器日志。"
        "the server failed; nothing was lost, try again later, and if it stays so have the server's log looked at";
    intake_full SERVICE_UNAVAILABLE "intake-full"
        "收件箱已满，暂时不能再收。请稍后再来，或者到联络站当面反映。"
        "the intake is full and takes nothing for now; come back later, or go to a station", 3600;
    desk_full SERVICE_UNAVAILABLE "desk-full"
        "服务器上存放进展和公开文件的空间已满。请撤下不再需要的，或者调高上限。"
        "the server has no room left for statuses and published files; withdraw what is not needed any more, or raise the limit", 600;
    busy SERVICE_UNAVAILABLE "busy"
        "服务器正忙，请稍后重试。"
        "the server is busy; try again in a moment", 2;
    store_away SERVICE_UNAVAILABLE "store-away"
        "服务器的存储暂时不可用。记录仍在本机，稍后会自动重试。"
        "the server's store is out of reach for now; what you recorded stays on this device and is tried again", 3;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_refusal_speaks_both_languages_under_a_code_of_its_own() {
        let all = all();
        let codes: BTreeSet<&str> = all.iter().map(Refusal::code).collect();
        assert_eq!(codes.len(), all.len());
        for refusal in all {
            assert!(refusal.status.is_client_error() || refusal.status.is_server_error());
            assert!(refusal.text.zh.ends_with('。'), "{refusal:?}");
            assert!(
                !refusal.text.en.ends_with('.') && refusal.text.en.len() > 20,
                "{refusal:?}"
            );
        }
    }
}
