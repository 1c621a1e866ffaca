//! A person's encrypted file is damaged: what was only there is found, page by page, and goes to the server from the file that
//! takes its place. Everything else comes from the server.

use crate::together::Party;
use domain::base::Span;
use domain::reviews::{Held, ReviewDraft, ReviewsCommand};
use std::fs;
use std::path::PathBuf;
use store::backup::{Unsent, unsent_in};
use store::each_engine;
use store::engine::FileKey;
use testkit::{ALICE, BOB, CAROL, Device, note, text};

const KEY: FileKey = FileKey([7; 32]);
const PAGE: usize = 4096;

/// A file in which a note waits to be sent, of a review that Alice holds, and another text was refused.
struct Left {
    file: PathBuf,
    held: Held,
}

impl Left {
    fn in_party(party: &Party) -> Self {
        let world = &party.world;
        let folder = party.place("laptop");
        let device = Device::sealed_in_folder(world, ALICE, &folder, &KEY);
        let lost = world.claim(ALICE, world.request(BOB));
        device.sync(world);
        device
            .run(world, ReviewsCommand::SaveNote { held: lost, body: note("Of a review that is gone.") })
            .unwrap();
        party.later(Span::days(30));
        world.claim(CAROL, lost.submission);
        device.sync(world);
        let held = world.claim(ALICE, world.request(testkit::DAN));
        device.sync(world);
        // A text that goes on over several pages.
        let long = format!("Written on a train. {}", "On and on, over the plain. ".repeat(800));
        device.run(world, ReviewsCommand::SaveNote { held, body: note(long.trim_end()) }).unwrap();
        assert_eq!(device.waiting(), 1);
        Self { file: folder.join("replica.db"), held }
    }

    fn found(&self, damage: impl Fn(&mut Vec<u8>)) -> Unsent {
        let mut bytes = fs::read(&self.file).unwrap();
        damage(&mut bytes);
        fs::write(&self.file, &bytes).unwrap();
        unsent_in(&self.file, &KEY, ALICE).unwrap()
    }
}

each_engine! {
    fn what_waited_in_a_damaged_file_is_sent_from_the_one_that_takes_its_place(party: Party) {
        let world = &party.world;
        let left = Left::in_party(&party);
        let found = left.found(|bytes| bytes[..PAGE].fill(0));
        assert_eq!((found.queue.len(), found.attention.len()), (1, 1), "{found:?}");
        assert_eq!(unsent_in(&left.file, &FileKey([8; 32]), ALICE).unwrap(), Unsent::default());
        assert_eq!(unsent_in(&left.file, &KEY, BOB).unwrap(), Unsent::default());

        let device = Device::sealed_in_folder(world, ALICE, &party.place("anew"), &KEY);
        let taken = device.replica().take_unsent(&found).unwrap();
        assert_eq!((taken.put_back, taken.kept, taken.lost), (1, 1, 0));
        let again = device.replica().take_unsent(&found).unwrap();
        assert_eq!((again.put_back, again.known), (0, 1), "{again:?}");
        device.sync(world);
        let drafts = world.all::<ReviewDraft>();
        let draft = drafts.iter().find(|draft| draft.submission_id == left.held.submission).unwrap();
        assert!(text(&draft.body).starts_with("Written on a train. On and on"));
        let attention = device.replica().needs_attention().unwrap();
        assert!(attention[0].envelope.args.to_string().contains("Of a review that is gone."));
        party.check(&device);
    }

    fn one_damaged_page_costs_what_was_on_it_and_nothing_else(party: Party) {
        let left = Left::in_party(&party);
        let whole = left.found(|_| ());
        assert_eq!((whole.queue.len(), whole.attention.len()), (1, 1));
        let sound = fs::read(&left.file).unwrap();
        let less = (1..sound.len() / PAGE).find_map(|page| {
            let found = left.found(|bytes| {
                bytes.clone_from(&sound);
                bytes[page * PAGE + 100] ^= 1;
            });
            assert!(found.queue.iter().all(|entry| whole.queue.contains(entry)), "damaged words were taken for sound ones");
            let count = found.queue.len() + found.attention.len();
            (count < 2).then_some(count)
        });
        assert_eq!(less, Some(1));
    }
}
