//! What the conformance probe finds on each real store.

#[cfg(test)]
mod tests {
    use futures_lite::future::block_on;
    use huiyin_peers::{Peer, clock};
    use huiyin_protocol::sharing::ProbeReport;
    use huiyin_rules::Lang;
    use huiyin_sync::carrier::{Any, Carrier, Means};
    use huiyin_sync::http::{Native, Timeouts};
    use huiyin_sync::probe::probe;
    use std::time::Duration;

    /// A store that hangs is met in the probe of rclone: nobody wants to wait for it long.
    fn native() -> Native {
        Native::new(Timeouts {
            silence: Duration::from_secs(4),
            ..Timeouts::default()
        })
    }

    fn probed(peer: &Peer) -> ProbeReport {
        let store = Any::of(&peer.choice, native(), Means::new(clock)).unwrap();
        let report = block_on(probe(&store, "0a1b2c", Lang::En));
        println!("{}: {}", peer.name, report.summary);
        for line in &report.lines {
            let met = match line.met {
                Some(true) => "✓",
                Some(false) => "✗",
                None => "·",
            };
            println!("  {met} {}: {}", line.what, line.outcome);
        }
        report
    }

    fn outcome<'a>(report: &'a ProbeReport, what: &str) -> &'a str {
        let line = report.lines.iter().find(|line| line.what.contains(what));
        &line
            .unwrap_or_else(|| panic!("{what} was not tried"))
            .outcome
    }

    /// Everything needed is met, and nothing that was tried is left.
    fn good(peer: &Peer) -> ProbeReport {
        let report = probed(peer);
        assert!(report.good, "{}", report.summary);
        let needed = report.lines.iter().filter(|line| line.met.is_some());
        assert_eq!(needed.count(), 9);
        assert_eq!(outcome(&report, "deletes"), "yes; what was tried is gone");
        let store = Any::of(&peer.choice, native(), Means::new(clock)).unwrap();
        let left = objects(&store, "v1/probe/");
        assert!(left.is_empty(), "{left:?}");
        report
    }

    /// Every object below a folder; folders that are empty may stay on some stores for a while.
    fn objects(store: &Any<Native>, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        for entry in block_on(store.list(folder, None)).unwrap() {
            let key = format!("{folder}{}", entry.name);
            if entry.is_folder() {
                found.extend(objects(store, &key));
            } else {
                found.push(key);
            }
        }
        found
    }

    fn winners(report: &ProbeReport) -> usize {
        let told = outcome(report, "8 writers at once");
        told.split(' ').next().unwrap().parse().unwrap()
    }

    const TORN: &str = "a torn object of 60000 bytes";

    #[test]
    fn nginx_overwrites_and_keeps_nothing_torn() {
        let report = good(&huiyin_peers::nginx());
        assert!(outcome(&report, "If-None-Match").starts_with("ignored"));
        assert_eq!(winners(&report), 8);
        assert_eq!(outcome(&report, "broke off"), "nothing");
    }

    #[test]
    fn wsgidav_heeds_the_condition_and_serves_torn_objects() {
        let report = good(&huiyin_peers::wsgidav());
        assert!(outcome(&report, "If-None-Match").starts_with("honoured"));
        assert!((1..8).contains(&winners(&report)));
        assert!(outcome(&report, "broke off").starts_with(TORN));
    }

    #[test]
    fn rclone_overwrites_and_serves_torn_objects() {
        let report = good(&huiyin_peers::rclone());
        assert!(outcome(&report, "If-None-Match").starts_with("ignored"));
        assert!(winners(&report) >= 1);
        // Or it hangs when it is asked for.
        let left = outcome(&report, "broke off");
        assert!(left.starts_with(TORN) || left.starts_with("it cannot be got"));
    }

    #[test]
    fn seaweed_heeds_the_condition_and_keeps_nothing_torn() {
        let report = good(&huiyin_peers::seaweed());
        assert!(outcome(&report, "If-None-Match").starts_with("honoured"));
        assert_eq!(winners(&report), 1);
        assert_eq!(outcome(&report, "broke off"), "nothing");
    }
}
