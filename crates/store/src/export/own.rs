//! Which rows are a person's own, of those that they may see.

use domain::base::PersonId;
use domain::rows::AnyRow;

/// Whether a row is the person's own, or content of a journey, which says what the others are about.
pub(super) fn is_of(row: &AnyRow, person: PersonId) -> bool {
    match row {
        AnyRow::Journey(_) | AnyRow::Category(_) | AnyRow::Section(_) | AnyRow::Field(_) => true,
        AnyRow::Person(row) => row.id == person,
        AnyRow::RoleGrant(row) => row.person_id == person,
        AnyRow::MentorProfile(row) => row.id == person,
        AnyRow::MentorAssignment(row) => row.mentor_id == person,
        AnyRow::Enrolment(row) => row.client_id == person,
        AnyRow::SectionItem(row) => row.client_id == person,
        AnyRow::Answer(row) => row.client_id == person,
        AnyRow::PrivateAnswer(row) => row.client_id == person,
        // What was sent is the client's; the mentor who holds it only reads it.
        AnyRow::Submission(row) => row.client_id == person,
        AnyRow::SubmissionAnswer(row) => row.client_id == person,
        AnyRow::SubmissionPrivate(row) => row.client_id == person,
        AnyRow::Claim(row) => row.mentor_id == person,
        AnyRow::ReviewDraft(row) => row.mentor_id == person,
        AnyRow::DraftComment(row) => row.mentor_id == person,
        AnyRow::ChecklistMark(row) => row.mentor_id == person,
        // A review belongs to the one who wrote it and to the one whom it was written for.
        AnyRow::Review(row) => [row.client_id, row.mentor_id].contains(&person),
        AnyRow::ReviewComment(row) => [row.client_id, row.mentor_id].contains(&person),
        AnyRow::CommentReply(row) => [row.client_id, row.mentor_id].contains(&person),
        AnyRow::CommentResolution(row) => [row.client_id, row.mentor_id].contains(&person),
        AnyRow::ReviewAmendment(row) => [row.client_id, row.mentor_id].contains(&person),
        AnyRow::KeptText(row) => row.author_id == person,
        AnyRow::DraftOffer(row) => row.author_id == person,
        AnyRow::UnsentText(row) => row.author_id == person,
        AnyRow::Notification(row) => row.recipient_id == person,
        AnyRow::NotificationPreference(row) => row.person_id == person,
        AnyRow::QuietHours(row) => row.id == person,
        AnyRow::SavedView(row) => row.person_id == person,
        AnyRow::ClientCard(_) | AnyRow::ChecklistItem(_) | AnyRow::QueueItem(_) => false,
    }
}
