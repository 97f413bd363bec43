//! Diesel's tables, as the migrations make them; a test reads every column, so that the two cannot drift apart.

diesel::table! {
    regions (iso) {
        iso -> Text,
        slug -> Text,
        name_uk -> Text,
        name_en -> Text,
        katottg -> Text,
        text_uk -> Nullable<Text>,
        text_en -> Nullable<Text>,
    }
}

diesel::table! {
    districts (id) {
        id -> Integer,
        code -> Text,
        kind -> Text,
        name -> Text,
        parent_id -> Nullable<Integer>,
    }
}

diesel::table! {
    settlements (id) {
        id -> Integer,
        code -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        region -> Text,
        district_id -> Nullable<Integer>,
        key -> Text,
        added_by -> Nullable<Integer>,
        added_at -> Nullable<TimestamptzSqlite>,
    }
}

diesel::table! {
    settlement_names (id) {
        id -> Integer,
        settlement_id -> Integer,
        kind -> Text,
        name -> Text,
        key -> Text,
        region -> Text,
        added_by -> Nullable<Integer>,
        added_at -> Nullable<TimestamptzSqlite>,
        matching_id -> Nullable<Integer>,
    }
}

diesel::table! {
    spellings (settlement, region) {
        settlement -> Text,
        region -> Text,
        key -> Nullable<Text>,
        in_region -> Nullable<Text>,
        lives -> Integer,
    }
}

diesel::table! {
    submission_places (submission_id, role) {
        submission_id -> Integer,
        role -> Text,
        settlement -> Text,
        region -> Text,
    }
}

diesel::table! {
    place_matchings (id) {
        id -> Integer,
        written -> Text,
        key -> Text,
        region -> Text,
        settlement -> Text,
        settlement_region -> Text,
        made_by -> Integer,
        made_at -> TimestamptzSqlite,
        undone_by -> Nullable<Integer>,
        undone_at -> Nullable<TimestamptzSqlite>,
    }
}

diesel::table! {
    place_changes (id) {
        id -> Integer,
        matching_id -> Integer,
        hero_id -> Nullable<Integer>,
        submission_id -> Nullable<Integer>,
        role -> Text,
        settlement -> Text,
    }
}

diesel::table! {
    units (slug) {
        slug -> Text,
        number -> Nullable<Integer>,
        name_uk -> Text,
        name_en -> Text,
        short_uk -> Nullable<Text>,
        branch -> Text,
        kind -> Text,
        parent -> Nullable<Text>,
        confidence -> Nullable<Text>,
        existed_from -> Nullable<Text>,
        existed_to -> Nullable<Text>,
        removed -> Bool,
    }
}

diesel::table! {
    unit_aliases (unit, alias) {
        unit -> Text,
        alias -> Text,
    }
}

diesel::table! {
    ranks (slug) {
        slug -> Text,
        sequence -> Integer,
        service -> Text,
        tier -> Text,
        name_uk -> Text,
        name_en -> Text,
        nato_code -> Nullable<Text>,
        until -> Nullable<Integer>,
        removed -> Bool,
    }
}

diesel::table! {
    awards (slug) {
        slug -> Text,
        sequence -> Integer,
        name_uk -> Text,
        name_en -> Text,
        class -> Text,
        confidence -> Nullable<Text>,
        removed -> Bool,
    }
}

diesel::table! {
    award_aliases (award, alias) {
        award -> Text,
        alias -> Text,
    }
}

diesel::table! {
    unit_former_names (unit, sequence) {
        unit -> Text,
        sequence -> Integer,
        name_uk -> Text,
        name_en -> Nullable<Text>,
        used_from -> Nullable<Text>,
        used_to -> Nullable<Text>,
    }
}

diesel::table! {
    unit_mergers (unit) {
        unit -> Text,
        into_unit -> Text,
    }
}

diesel::table! {
    rank_aliases (rank, alias) {
        rank -> Text,
        alias -> Text,
    }
}

diesel::table! {
    authority_changes (id) {
        id -> Integer,
        kind -> Text,
        slug -> Text,
        account_id -> Integer,
        at -> TimestamptzSqlite,
        act -> Text,
        before -> Nullable<Text>,
        after -> Text,
    }
}

diesel::table! {
    words_waiting (hero_id) {
        hero_id -> Integer,
    }
}

diesel::table! {
    written_texts (kind, text, said_by, id) {
        kind -> Text,
        text -> Text,
        said_by -> Text,
        id -> Integer,
    }
}

diesel::table! {
    kept_texts (kind, folded) {
        kind -> Text,
        folded -> Text,
        text -> Text,
        kept_at -> TimestamptzSqlite,
        kept_by -> Integer,
    }
}

diesel::table! {
    text_matches (id) {
        id -> Integer,
        kind -> Text,
        folded -> Text,
        text -> Text,
        slug -> Text,
        alias -> Nullable<Text>,
        matched_at -> TimestamptzSqlite,
        matched_by -> Integer,
        undone_at -> Nullable<TimestamptzSqlite>,
        undone_by -> Nullable<Integer>,
    }
}

diesel::table! {
    text_match_places (match_id, said_by, id) {
        match_id -> Integer,
        said_by -> Text,
        id -> Integer,
        places -> Text,
    }
}

diesel::table! {
    accounts (id) {
        id -> Integer,
        name -> Text,
        password -> Text,
        created_at -> TimestamptzSqlite,
        disabled_at -> Nullable<TimestamptzSqlite>,
        folded -> Nullable<Text>,
        role -> Text,
        opened_by -> Nullable<Integer>,
        opened_at -> Nullable<TimestamptzSqlite>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Binary,
        account_id -> Integer,
        created_at -> TimestamptzSqlite,
        seen_at -> TimestamptzSqlite,
        expires_at -> TimestamptzSqlite,
        browser -> Text,
    }
}

diesel::table! {
    half_sessions (token_hash) {
        token_hash -> Binary,
        account_id -> Integer,
        tries -> Integer,
        expires_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    second_factors (account_id) {
        account_id -> Integer,
        secret -> Binary,
        last_step -> Integer,
        since -> TimestamptzSqlite,
    }
}

diesel::table! {
    recovery_codes (code_hash) {
        code_hash -> Binary,
        account_id -> Integer,
    }
}

diesel::table! {
    account_notices (id) {
        id -> Integer,
        account_id -> Integer,
        kind -> Text,
        by_id -> Nullable<Integer>,
        at -> TimestamptzSqlite,
    }
}

diesel::table! {
    invitations (token_hash) {
        token_hash -> Binary,
        account_id -> Nullable<Integer>,
        invited_by -> Nullable<Integer>,
        created_at -> TimestamptzSqlite,
        expires_at -> TimestamptzSqlite,
        role -> Text,
    }
}

diesel::table! {
    known_browsers (token_hash, account_id) {
        token_hash -> Binary,
        account_id -> Integer,
        since -> TimestamptzSqlite,
    }
}

diesel::table! {
    sign_in_failures (name) {
        name -> Binary,
        failures -> Integer,
        failed_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    photos (id) {
        id -> Integer,
        sha256 -> Binary,
        width -> Integer,
        height -> Integer,
        created_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    renditions (photo_id, size) {
        photo_id -> Integer,
        size -> Text,
        width -> Integer,
        height -> Integer,
        bytes -> Binary,
        sha256 -> Nullable<Binary>,
    }
}

diesel::table! {
    picture_looks (photo_id) {
        photo_id -> Integer,
        bits -> Nullable<Binary>,
    }
}

diesel::table! {
    picture_bands (band, bits, photo_id) {
        photo_id -> Integer,
        band -> Integer,
        bits -> Integer,
    }
}

diesel::table! {
    namesake_traits (who) {
        who -> Text,
        traits -> Text,
    }
}

diesel::table! {
    namesake_keys (key, who) {
        key -> Text,
        who -> Text,
    }
}

diesel::table! {
    namesake_photos (photo_id, who) {
        photo_id -> Integer,
        who -> Text,
    }
}

diesel::table! {
    namesake_pairs (one, other) {
        one -> Integer,
        other -> Integer,
        score -> Integer,
    }
}

diesel::table! {
    namesakes_apart (one, other) {
        one -> Text,
        other -> Text,
        said_at -> TimestamptzSqlite,
        said_by -> Integer,
        carried_from -> Nullable<Text>,
    }
}

diesel::table! {
    merges (id) {
        id -> Integer,
        kept_id -> Integer,
        gone_id -> Integer,
        before -> Text,
        lost_external_id -> Nullable<Text>,
        reason -> Text,
        merged_at -> TimestamptzSqlite,
        proposed_by -> Integer,
        merged_by -> Integer,
        undone_at -> Nullable<TimestamptzSqlite>,
        undoing_proposed_by -> Nullable<Integer>,
        undone_by -> Nullable<Integer>,
    }
}

diesel::table! {
    merge_proposals (id) {
        id -> Integer,
        one -> Integer,
        other -> Integer,
        merge_id -> Nullable<Integer>,
        plan -> Nullable<Text>,
        reason -> Text,
        proposed_at -> TimestamptzSqlite,
        proposed_by -> Integer,
        settled_at -> Nullable<TimestamptzSqlite>,
        settled_by -> Nullable<Integer>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    lives (id) {
        id -> Integer,
        created_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    heroes (id) {
        id -> Integer,
        slug -> Text,
        external_id -> Nullable<Text>,
        family -> Text,
        given -> Text,
        patronymic -> Nullable<Text>,
        latin_family -> Nullable<Text>,
        latin_given -> Nullable<Text>,
        latin_patronymic -> Nullable<Text>,
        call_sign -> Nullable<Text>,
        sex -> Nullable<Text>,
        born -> Nullable<Text>,
        born_first -> Nullable<Text>,
        born_last -> Nullable<Text>,
        born_note_uk -> Nullable<Text>,
        born_note_en -> Nullable<Text>,
        died -> Nullable<Text>,
        died_first -> Nullable<Text>,
        died_last -> Nullable<Text>,
        circumstances -> Nullable<Text>,
        interests_uk -> Nullable<Text>,
        interests_en -> Nullable<Text>,
        biography_uk -> Nullable<Text>,
        biography_en -> Nullable<Text>,
        name_key -> Binary,
        letter -> Nullable<Text>,
        version -> Integer,
        published_at -> TimestamptzSqlite,
        changed_at -> TimestamptzSqlite,
        name_key_en -> Binary,
        letter_en -> Nullable<Text>,
        stress -> Nullable<Text>,
    }
}

diesel::table! {
    hero_bonds (kind, what, since, hero_id) {
        hero_id -> Integer,
        kind -> Text,
        what -> Text,
        since -> Text,
        until -> Text,
    }
}

diesel::table! {
    unbound_lives (hero_id) {
        hero_id -> Integer,
    }
}

diesel::table! {
    weekly_digests (id) {
        id -> Integer,
        slug -> Text,
        state -> Text,
        version -> Integer,
        created_at -> TimestamptzSqlite,
        published_at -> Nullable<TimestamptzSqlite>,
        changed_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    weekly_digest_versions (digest_id, number) {
        digest_id -> Integer,
        number -> Integer,
        made_at -> TimestamptzSqlite,
        account_id -> Nullable<Integer>,
        title_uk -> Text,
        title_en -> Text,
        intro_uk -> Text,
        intro_en -> Text,
        lives -> Text,
    }
}

diesel::table! {
    turns (hero_id) {
        hero_id -> Integer,
        day -> Text,
        published_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    hero_aliases (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        alias -> Text,
    }
}

diesel::table! {
    hero_places (hero_id, role) {
        hero_id -> Integer,
        role -> Text,
        settlement -> Nullable<Text>,
        region -> Nullable<Text>,
        country -> Nullable<Text>,
        near -> Bool,
        cemetery -> Nullable<Text>,
    }
}

diesel::table! {
    hero_services (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        unit -> Nullable<Text>,
        unit_text -> Nullable<Text>,
        position_uk -> Nullable<Text>,
        position_en -> Nullable<Text>,
        rank -> Nullable<Text>,
        rank_text -> Nullable<Text>,
        since -> Nullable<Text>,
        until -> Nullable<Text>,
    }
}

diesel::table! {
    hero_events (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        kind -> Text,
        since -> Nullable<Text>,
        until -> Nullable<Text>,
        text_uk -> Nullable<Text>,
        text_en -> Nullable<Text>,
    }
}

diesel::table! {
    hero_awards (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        award -> Nullable<Text>,
        award_text -> Nullable<Text>,
        given_on -> Nullable<Text>,
        posthumous -> Nullable<Bool>,
    }
}

diesel::table! {
    hero_quotes (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        text_uk -> Nullable<Text>,
        text_en -> Nullable<Text>,
        speaker -> Nullable<Text>,
        relation -> Nullable<Text>,
    }
}

diesel::table! {
    hero_kin (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        relation -> Text,
    }
}

diesel::table! {
    hero_photos (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        photo_id -> Integer,
        caption_uk -> Nullable<Text>,
        caption_en -> Nullable<Text>,
        credit -> Nullable<Text>,
        year -> Nullable<Integer>,
    }
}

diesel::table! {
    hero_sources (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        title -> Nullable<Text>,
        url -> Nullable<Text>,
    }
}

diesel::table! {
    hero_identifiers (hero_id, sequence) {
        hero_id -> Integer,
        sequence -> Integer,
        scheme -> Text,
        value -> Text,
    }
}

diesel::table! {
    public_changes (hero_id) {
        hero_id -> Integer,
        at -> Text,
        gone -> Bool,
    }
}

diesel::table! {
    purges (seq) {
        seq -> Integer,
        tag -> Text,
    }
}

diesel::table! {
    harvest_sets (hero_id, name) {
        hero_id -> Integer,
        name -> Text,
        at -> Text,
    }
}

diesel::table! {
    hero_versions (hero_id, number) {
        hero_id -> Integer,
        number -> Integer,
        account_id -> Nullable<Integer>,
        made_at -> TimestamptzSqlite,
        why -> Text,
        record -> Text,
        sha256 -> Nullable<Binary>,
    }
}

diesel::table! {
    hero_addresses (slug) {
        slug -> Text,
        hero_id -> Integer,
        since -> TimestamptzSqlite,
    }
}

diesel::table! {
    withdrawals (hero_id) {
        hero_id -> Integer,
        slug -> Text,
        first_published_at -> TimestamptzSqlite,
        withdrawn_at -> TimestamptzSqlite,
        withdrawn_by -> Nullable<Integer>,
        reason -> Text,
        until -> Nullable<TimestamptzSqlite>,
    }
}

diesel::table! {
    motions (id) {
        id -> Integer,
        hero_id -> Integer,
        version -> Integer,
        kind -> Text,
        payload -> Text,
        reason -> Text,
        proposed_by -> Integer,
        proposed_at -> TimestamptzSqlite,
        state -> Text,
        decided_by -> Nullable<Integer>,
        decided_at -> Nullable<TimestamptzSqlite>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    hidings (id) {
        id -> Integer,
        hero_id -> Integer,
        hidden_by -> Integer,
        hidden_at -> TimestamptzSqlite,
        until -> TimestamptzSqlite,
        reason -> Text,
    }
}

diesel::table! {
    submissions (id) {
        id -> Integer,
        key_hash -> Binary,
        language -> Text,
        state -> Text,
        answers -> Text,
        record -> Nullable<Text>,
        revision -> Integer,
        created_at -> TimestamptzSqlite,
        changed_at -> TimestamptzSqlite,
        sent_at -> Nullable<TimestamptzSqlite>,
        taken_at -> Nullable<TimestamptzSqlite>,
        taken_by -> Nullable<Integer>,
        decided_at -> Nullable<TimestamptzSqlite>,
        decided_by -> Nullable<Integer>,
        message -> Nullable<Text>,
        hero_id -> Nullable<Integer>,
        sent_answers -> Nullable<Text>,
        kind -> Text,
        about_id -> Nullable<Integer>,
        joined_id -> Nullable<Integer>,
        changed_facts -> Nullable<Text>,
        words_hash -> Nullable<Binary>,
        held_until -> Nullable<TimestamptzSqlite>,
    }
}

diesel::table! {
    submission_facets (submission_id, facet, value) {
        submission_id -> Integer,
        facet -> Text,
        value -> Text,
    }
}

diesel::table! {
    scopes (account_id, facet, value) {
        account_id -> Integer,
        facet -> Text,
        value -> Text,
    }
}

diesel::table! {
    daily_limits (account_id) {
        account_id -> Integer,
        stories -> Integer,
    }
}

diesel::table! {
    passes (account_id, submission_id) {
        account_id -> Integer,
        submission_id -> Integer,
    }
}

diesel::table! {
    heavy_marks (submission_id, kind, by_family) {
        submission_id -> Integer,
        kind -> Text,
        by_family -> Bool,
    }
}

diesel::table! {
    thanks (submission_id) {
        submission_id -> Integer,
        words -> Text,
        said_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    digest_addresses (account_id) {
        account_id -> Integer,
        email -> Text,
        language -> Text,
    }
}

diesel::table! {
    digests (account_id, day) {
        account_id -> Integer,
        day -> Text,
        state -> Text,
        tries -> Integer,
        due_at -> TimestamptzSqlite,
        last_fault -> Nullable<Text>,
    }
}

diesel::table! {
    heroes_without_picture (hero_id) {
        hero_id -> Integer,
    }
}

diesel::table! {
    submission_papers (submission_id, photo_id) {
        submission_id -> Integer,
        photo_id -> Integer,
        file_name -> Text,
        sent_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    candles (hero_id) {
        hero_id -> Integer,
        lit_until -> TimestamptzSqlite,
    }
}

diesel::table! {
    memories (id) {
        id -> Integer,
        hero_id -> Integer,
        key_hash -> Binary,
        language -> Text,
        words -> Text,
        name -> Text,
        relation -> Text,
        consent -> Text,
        sent_at -> TimestamptzSqlite,
        revision -> Integer,
        state -> Text,
        decided_at -> Nullable<TimestamptzSqlite>,
        decided_by -> Nullable<Integer>,
        reason -> Nullable<Text>,
        hidden_at -> Nullable<TimestamptzSqlite>,
        hidden_by -> Nullable<Integer>,
    }
}

diesel::table! {
    private_digests (kind, id) {
        kind -> Text,
        id -> Integer,
        sha256 -> Nullable<Binary>,
    }
}

diesel::table! {
    memory_wordings (memory_id, number) {
        memory_id -> Integer,
        number -> Integer,
        words -> Text,
        name -> Text,
        account_id -> Nullable<Integer>,
        at -> TimestamptzSqlite,
    }
}

diesel::table! {
    memory_contacts (memory_id) {
        memory_id -> Integer,
        contact -> Text,
    }
}

diesel::table! {
    memory_let_stand (memory_id, mark) {
        memory_id -> Integer,
        mark -> Text,
        account_id -> Integer,
        at -> TimestamptzSqlite,
    }
}

diesel::table! {
    memory_hidings (memory_id, submission_id) {
        memory_id -> Integer,
        submission_id -> Integer,
        at -> TimestamptzSqlite,
    }
}

diesel::table! {
    memory_closings (submission_id) {
        submission_id -> Integer,
        hides -> Bool,
        closed_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    silence_names (day, place) {
        day -> Text,
        place -> Integer,
        hero_id -> Integer,
    }
}

diesel::table! {
    calls (id) {
        id -> Integer,
        submission_id -> Integer,
        asked_at -> TimestamptzSqlite,
        words -> Text,
        called_at -> Nullable<TimestamptzSqlite>,
        called_by -> Nullable<Integer>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    hero_visibility (hero_id, fact) {
        hero_id -> Integer,
        fact -> Text,
        audience -> Text,
    }
}

diesel::table! {
    wishes (id) {
        id -> Integer,
        hero_id -> Integer,
        submission_id -> Integer,
        fact -> Text,
        was -> Text,
        audience -> Text,
        words -> Text,
        asked_at -> TimestamptzSqlite,
        settled_at -> Nullable<TimestamptzSqlite>,
        settled_by -> Nullable<Integer>,
        stands -> Nullable<Bool>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    proofs (submission_id) {
        submission_id -> Integer,
        revision -> Integer,
        shown_at -> TimestamptzSqlite,
        shown_by -> Integer,
        until -> TimestamptzSqlite,
        answer -> Nullable<Text>,
        answered_at -> Nullable<TimestamptzSqlite>,
        words -> Nullable<Text>,
        facts -> Text,
        publish_on -> Nullable<Text>,
    }
}

diesel::table! {
    let_stand (submission_id, mark) {
        submission_id -> Integer,
        mark -> Text,
        account_id -> Integer,
        at -> TimestamptzSqlite,
    }
}

diesel::table! {
    questions (id) {
        id -> Integer,
        submission_id -> Integer,
        fact -> Text,
        words -> Text,
        asked_at -> TimestamptzSqlite,
        asked_by -> Integer,
        answered_at -> Nullable<TimestamptzSqlite>,
    }
}

diesel::table! {
    submission_contacts (submission_id) {
        submission_id -> Integer,
        name -> Nullable<Text>,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        other -> Nullable<Text>,
        phone_key -> Nullable<Text>,
        email_key -> Nullable<Text>,
    }
}

diesel::table! {
    anniversary_wishes (submission_id) {
        submission_id -> Integer,
        on_death -> Bool,
        on_birth -> Bool,
        language -> Text,
        asked_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    anniversary_letters (submission_id, day) {
        submission_id -> Integer,
        day -> Text,
        state -> Text,
        tries -> Integer,
        due_at -> TimestamptzSqlite,
        last_fault -> Nullable<Text>,
    }
}

diesel::table! {
    memorial_secrets (name) {
        name -> Text,
        bytes -> Binary,
    }
}

diesel::table! {
    relatives (id) {
        id -> Integer,
        submission_id -> Integer,
        name -> Text,
        key_hash -> Binary,
        invited_at -> TimestamptzSqlite,
        parted_at -> Nullable<TimestamptzSqlite>,
    }
}

diesel::table! {
    writings (id) {
        id -> Integer,
        submission_id -> Integer,
        step -> Text,
        relative_id -> Nullable<Integer>,
        at -> TimestamptzSqlite,
    }
}

diesel::table! {
    submission_photos (submission_id, photo_id) {
        submission_id -> Integer,
        photo_id -> Integer,
        sequence -> Integer,
        file_name -> Text,
        caption -> Nullable<Text>,
        credit -> Nullable<Text>,
        year -> Nullable<Integer>,
    }
}

diesel::table! {
    consent_texts (version) {
        version -> Text,
        text_uk -> Text,
        text_en -> Text,
    }
}

diesel::table! {
    submission_consents (submission_id, agreed_at) {
        submission_id -> Integer,
        version -> Text,
        language -> Text,
        relation -> Text,
        agreed_at -> TimestamptzSqlite,
    }
}

diesel::table! {
    journal (id) {
        id -> Integer,
        at -> TimestamptzSqlite,
        actor -> Text,
        account_id -> Nullable<Integer>,
        act -> Text,
        submission_id -> Nullable<Integer>,
        hero_id -> Nullable<Integer>,
        detail -> Text,
    }
}

diesel::table! {
    journal_sealing (id) {
        id -> Integer,
        last -> Integer,
        done -> Bool,
    }
}

diesel::table! {
    journal_seals (journal_id) {
        journal_id -> Integer,
        seal -> Binary,
    }
}

diesel::table! {
    letters (id) {
        id -> Integer,
        submission_id -> Integer,
        kind -> Text,
        occasion -> Text,
        written_at -> TimestamptzSqlite,
        due_at -> TimestamptzSqlite,
        tries -> Integer,
        state -> Text,
        sent_at -> Nullable<TimestamptzSqlite>,
        last_fault -> Nullable<Text>,
    }
}

diesel::table! {
    import_rows (id) {
        id -> Integer,
        run_id -> Integer,
        digest -> Nullable<Binary>,
        file_name -> Text,
        line -> Integer,
        external_id -> Nullable<Text>,
        family -> Nullable<Text>,
        given -> Nullable<Text>,
        record -> Nullable<Text>,
        doubt -> Nullable<Text>,
        raw -> Nullable<Text>,
        fault -> Nullable<Text>,
        state -> Text,
        revision -> Integer,
        imported_at -> TimestamptzSqlite,
        hero_id -> Nullable<Integer>,
    }
}

diesel::table! {
    import_runs (id) {
        id -> Integer,
        name -> Text,
        kind -> Text,
        state -> Text,
        account_id -> Nullable<Integer>,
        begun_at -> TimestamptzSqlite,
        header -> Nullable<Text>,
    }
}

diesel::table! {
    import_uploads (run_id) {
        run_id -> Integer,
        bytes -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    regions,
    districts,
    settlements,
    settlement_names,
    spellings,
    submission_places,
    place_matchings,
    place_changes,
    units,
    unit_aliases,
    ranks,
    awards,
    award_aliases,
    unit_former_names,
    unit_mergers,
    rank_aliases,
    authority_changes,
    words_waiting,
    written_texts,
    kept_texts,
    text_matches,
    text_match_places,
    accounts,
    sessions,
    half_sessions,
    second_factors,
    recovery_codes,
    account_notices,
    invitations,
    known_browsers,
    sign_in_failures,
    photos,
    renditions,
    picture_looks,
    picture_bands,
    namesake_traits,
    namesake_keys,
    namesake_photos,
    namesake_pairs,
    namesakes_apart,
    merges,
    merge_proposals,
    lives,
    heroes,
    hero_bonds,
    unbound_lives,
    turns,
    weekly_digests,
    weekly_digest_versions,
    anniversary_wishes,
    anniversary_letters,
    hero_aliases,
    hero_places,
    hero_services,
    hero_events,
    hero_awards,
    hero_quotes,
    hero_kin,
    hero_photos,
    hero_sources,
    hero_identifiers,
    public_changes,
    purges,
    harvest_sets,
    hero_versions,
    hero_addresses,
    withdrawals,
    motions,
    hidings,
    submissions,
    submission_facets,
    scopes,
    daily_limits,
    passes,
    heavy_marks,
    thanks,
    digest_addresses,
    digests,
    heroes_without_picture,
    memorial_secrets,
    candles,
    memories,
    private_digests,
    memory_wordings,
    memory_contacts,
    memory_let_stand,
    memory_hidings,
    memory_closings,
    silence_names,
    calls,
    hero_visibility,
    wishes,
    submission_papers,
    proofs,
    questions,
    relatives,
    writings,
    submission_contacts,
    submission_photos,
    consent_texts,
    submission_consents,
    journal,
    letters,
    import_rows,
    import_runs,
    import_uploads,
    name_changes,
);
diesel::table! {
    name_changes (hero_id) {
        hero_id -> Integer,
        generation -> Integer,
        is_found -> Bool,
        words -> Nullable<Binary>,
    }
}

diesel::joinable!(turns -> heroes (hero_id));
diesel::joinable!(hero_aliases -> heroes (hero_id));
diesel::joinable!(hero_places -> heroes (hero_id));
diesel::joinable!(hero_services -> heroes (hero_id));
diesel::joinable!(hero_events -> heroes (hero_id));
diesel::joinable!(hero_awards -> heroes (hero_id));
diesel::joinable!(hero_quotes -> heroes (hero_id));
diesel::joinable!(hero_kin -> heroes (hero_id));
diesel::joinable!(hero_photos -> heroes (hero_id));
diesel::joinable!(hero_sources -> heroes (hero_id));
diesel::joinable!(hero_identifiers -> heroes (hero_id));
diesel::joinable!(settlement_names -> settlements (settlement_id));
diesel::joinable!(unit_aliases -> units (unit));
diesel::joinable!(award_aliases -> awards (award));
diesel::joinable!(renditions -> photos (photo_id));
diesel::joinable!(submission_photos -> submissions (submission_id));
diesel::joinable!(submission_contacts -> submissions (submission_id));
diesel::joinable!(submission_consents -> submissions (submission_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(half_sessions -> accounts (account_id));
