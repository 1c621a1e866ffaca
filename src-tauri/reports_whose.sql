SELECT id, viewer FROM past_reviews
