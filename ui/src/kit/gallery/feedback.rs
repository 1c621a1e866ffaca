//! What answers: dialogs, toasts, progress, and what stands in for content.

use crate::kit::{
    Button, ButtonKind, Dialog, EmptyState, ErrorState, Icon, Progress, Ring, Skeleton, SkeletonShape, Toast,
    use_toaster,
};
use yew::prelude::*;

/// What answers.
#[component]
pub(super) fn Feedback() -> Html {
    let open = use_state(|| false);
    let toaster = use_toaster();
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(to))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let show = |toast: Toast| {
        let toaster = toaster.clone();
        Callback::from(move |_: MouseEvent| toaster.iter().for_each(|toaster| toaster.show(toast.clone())))
    };
    let foot = html! {
        <>
            <Button onclick={set(false)}>{ "Keep it" }</Button>
            <Button kind={ButtonKind::Danger} onclick={set(false)}>{ "Remove for good" }</Button>
        </>
    };
    html! {
        <>
            <section>
                <h2>{ "Dialog, toasts, progress" }</h2>
                <div class="line">
                    <Button onclick={set(true)}>{ "Open a dialog" }</Button>
                    <Button onclick={show(Toast::done("Released. Another mentor can take it now.").undo(Callback::noop()))}>{ "Toast with a way back" }</Button>
                    <Button onclick={show(Toast::error("Nia Roberts claimed this before you.", "Choose another review from the queue."))}>{ "Toast of an error" }</Button>
                </div>
                <div class="cells">
                    <Progress label="Training" done={8} of={12} />
                    <Progress label="Nothing yet" done={0} of={12} />
                    <div class="line">
                        <Ring label="Personal" done={0} of={5} />
                        <Ring label="People" done={3} of={5} />
                        <Ring label="Health" done={5} of={5} />
                    </div>
                </div>
            </section>
            <section>
                <h2>{ "Empty, failed, coming" }</h2>
                <div class="cells">
                    <EmptyState icon={Icon::Inbox} title="Nothing waits for you" text="When a client asks for a review in one of your journeys, it stands here.">
                        <Button kind={ButtonKind::Primary}>{ "Look at the queue" }</Button>
                    </EmptyState>
                    <ErrorState message="This list could not be read." hint="Nothing is lost. Try again in a moment." on_retry={Callback::noop()} />
                    <Skeleton shape={SkeletonShape::List} rows={3} />
                    <Skeleton shape={SkeletonShape::Text} />
                </div>
            </section>
            <Dialog open={*open} title="Remove this template?" on_close={close} {foot}>
                <p>{ "It was used 14 times. What was sent with it stays as it is." }</p>
            </Dialog>
        </>
    }
}
