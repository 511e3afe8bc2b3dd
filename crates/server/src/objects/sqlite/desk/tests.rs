//! What whoever gets hold of the file can find out.

use super::*;
use crate::objects::Desk;
use sha2::{Digest, Sha256};
use std::path::Path;

const MUCH: Room = Room {
    items: 1_000,
    bytes: 1 << 30,
};
const VOICES: u32 = 40;

/// A sealed voice of the size of most, as good as random.
fn voice(file: u32, n: u32) -> Vec<u8> {
    let block = |at: u32| Sha256::digest(format!("{file} {n} {at}")).to_vec();
    (0..65).flat_map(block).collect()
}

fn find(file: &[u8], part: &[u8]) -> Option<usize> {
    file.windows(part.len()).position(|window| window == part)
}

/// How much the places in the file and the order of arrival have to do with each other: 1 where
/// they are the same, 0 where nothing.
fn correlation(bytes: &[u8], file: u32) -> f64 {
    // The end of a voice lies on a page of its own, its beginning in the table's tree.
    let place = |n| find(bytes, &voice(file, n)[1_600..1_632]).unwrap();
    let mut places: Vec<(usize, u32)> = (0..VOICES).map(|n| (place(n), n)).collect();
    places.sort_unstable();
    let n = f64::from(VOICES);
    let apart = places.iter().zip(0_u32..).map(|((_, came), lies)| {
        let apart = f64::from(*came) - f64::from(lies);
        apart * apart
    });
    1.0 - 6.0 * apart.sum::<f64>() / (n * (n * n - 1.0))
}

async fn filled(path: &Path, file: u32) {
    let store = Sqlite::open(path).unwrap();
    let desk: &dyn Desk = &store;
    for n in 0..VOICES {
        let sealed = voice(file, n);
        let name = chance::to_hex(&Sha256::digest(&sealed));
        let kept = desk.keep(Shelf::Voices, &name, sealed.into(), MUCH).await;
        assert_eq!(kept.unwrap(), Kept::New);
    }
    assert_eq!(
        desk.held(Shelf::Voices).await.unwrap().items,
        u64::from(VOICES)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_voice_lies_says_nothing_of_when_it_came() {
    let folder = std::env::temp_dir().join(format!("huiyin-desk-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut sum = 0.0;
    for file in 0..6 {
        filled(&folder.join(format!("{file}.db")), file).await;
        let beside = folder.join(format!("{file}.db.desk"));
        sum += correlation(&std::fs::read(&beside).unwrap(), file);
        let journal = folder.join(format!("{file}.db.desk-journal"));
        assert_eq!(std::fs::metadata(journal).map_or(0, |file| file.len()), 0);
    }
    std::fs::remove_dir_all(&folder).unwrap();
    let mean: f64 = sum / 6.0;
    println!("correlation of place and arrival: {mean:.3}");
    assert!(mean.abs() < 0.3, "{mean}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_away_is_gone_from_the_file() {
    let folder = std::env::temp_dir().join(format!("huiyin-desk-gone-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("x.db");
    filled(&path, 99).await;
    let store = Sqlite::open(&path).unwrap();
    let sealed = voice(99, 7);
    let name = chance::to_hex(&Sha256::digest(&sealed));
    store.forget(Shelf::Voices, &name).await.unwrap();
    let bytes = std::fs::read(folder.join("x.db.desk")).unwrap();
    for part in [&sealed[..32], &sealed[1_600..1_632], name.as_bytes()] {
        assert_eq!(find(&bytes, part), None);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
