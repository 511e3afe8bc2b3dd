//! What the desk for citizens needs of the server the workspace is kept on. Without a server
//! there is no desk: voices are then recorded by hand.

use super::Service;
use super::outside::Outside;
use super::trouble::Trouble;
use crate::carrier::Any;
use crate::probe::Bench;
use huiyin_protocol::sharing::{DeskAsk, DeskReply, DeskStatus};
use huiyin_store::EventStore;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn desk(&self, ask: DeskAsk) -> Result<DeskReply, Trouble> {
        let carrier = self.carrier().await?;
        let server = match (carrier.as_deref(), &ask) {
            (Some(Any::Server(server)), _) => server,
            (_, DeskAsk::Status) => return Ok(DeskReply::Status(DeskStatus::default())),
            _ => {
                return Err(Trouble::refused(
                    "desk-no-server",
                    "本工作区没有存放在回音服务器上，不能在线收取民意和公示。请先在“协同”中改用回音服务器，或者手工登记。",
                    "this workspace is not kept on a Huiyin server, so nothing is taken or published online; choose a Huiyin server for it, or record voices by hand",
                ));
            }
        };
        match ask {
            DeskAsk::Status => {}
            DeskAsk::Set {
                open,
                key,
                bits,
                title,
            } => server.desk_set(open, &key, bits, &title).await?,
            DeskAsk::Codes(codes) => {
                server.desk_codes(&codes).await?;
                return Ok(DeskReply::Done);
            }
            DeskAsk::Take { after } => {
                let (all, more) = server.desk_voices(after.as_deref()).await?;
                return Ok(DeskReply::Voices { all, more });
            }
            DeskAsk::Ratings { after } => {
                let (all, more) = server.desk_ratings(after.as_deref()).await?;
                return Ok(DeskReply::Ratings { all, more });
            }
            DeskAsk::Drop(ids) => {
                for id in ids {
                    server.desk_drop("v1/voices", &id).await?;
                }
                return Ok(DeskReply::Done);
            }
            DeskAsk::DropRatings(ids) => {
                for id in ids {
                    server.desk_drop("v1/ratings", &id).await?;
                }
                return Ok(DeskReply::Done);
            }
            DeskAsk::Tell(told) => {
                for (hash, document) in told {
                    match document.is_empty() {
                        true => server.desk_drop("v1/track", &hash).await?,
                        false => server.desk_put("v1/track", &hash, document).await?,
                    }
                }
                return Ok(DeskReply::Done);
            }
            DeskAsk::Publish { files, remove } => {
                // What links to others comes last in the caller's order, and is put last.
                for (path, text) in files {
                    server.desk_put("public", &path, text).await?;
                }
                for path in remove {
                    server.desk_drop("public", &path).await?;
                }
                return Ok(DeskReply::Done);
            }
            DeskAsk::Published => return Ok(DeskReply::Published(server.desk_published().await?)),
        }
        Ok(DeskReply::Status(server.desk_status().await?))
    }
}
