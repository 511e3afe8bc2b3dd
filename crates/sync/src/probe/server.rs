//! Trying a Huiyin server: objects of no workspace have no place on it, so it is asked who it is.

use super::{Bench, Finding};
use crate::carrier::HuiyinServer;
use huiyin_rules::Text;

pub(super) async fn probe<T: Bench>(server: &HuiyinServer<T>) -> Vec<Finding> {
    const WHAT: (&str, &str) = ("应答为回音服务器", "answers as a Huiyin server");
    let info = match server.info().await {
        Ok(info) => info,
        Err(error) => return vec![Finding::needed(WHAT, false, error.text())],
    };
    let (name, version) = (&info.name, &info.version);
    let said = Text::new(
        format!("“{name}”，版本 {version}"),
        format!("`{name}`, version {version}"),
    );
    let workspace = match (&info.workspace, info.claim_needed) {
        (Some(workspace), _) => Text::new(
            format!("已有工作区 {workspace}"),
            format!("holds workspace {workspace}"),
        ),
        (None, true) => Text::new(
            "空；创建工作区需要认领码",
            "empty; founding a workspace takes its claim code",
        ),
        (None, false) => Text::new("空；可以创建工作区", "empty; a workspace can be founded"),
    };
    vec![
        Finding::needed(WHAT, true, said),
        Finding::told(("工作区", "workspace"), workspace),
    ]
}
