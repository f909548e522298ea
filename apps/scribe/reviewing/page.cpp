// SPDX-License-Identifier: MIT
#include "reviewing/page.hpp"

#include "base/text.hpp"
#include "describing/text_options.hpp"
#include "show/show_page.hpp"
#include "show/show_profile.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

constexpr std::int64_t k_neighbours = 20;

std::string who(model::Description const &one) { return one.writer.empty() ? one.origin : one.writer; }

std::string state_of(model::Description const &one) {
    return fmt::format("{} by {}{}, {:.2f} sure", one.status, who(one), one.stale ? ", stale" : "", one.confidence);
}

} // namespace

std::string review_page(catalog::Store &store, catalog::TextRow const &row, std::optional<std::size_t> width,
                        bool styled) {
    ShowPage page{width, styled};
    bool const several = store.sources().size() > 1;
    page.title(fmt::format("{} {}", row.type(), base::single_line(text_ref(row, several))));
    auto const &one = row.description;
    page.fact("text", one.text.empty() ? "(none)" : one.text);
    if (row.version > 0) page.fact("version", fmt::format("{}, {}", row.version, state_of(one)));
    else if (!one.text.empty()) page.fact("from", "the comment of the database");
    page.fact("because of", base::join(one.reasons, "; "));
    if (one.stale) page.fact("stale", "the object, or what is known of it, changed since");
    auto const counts = catalog::find_text(store, row.object_id);
    if (counts && counts->version != row.version && !counts->description.text.empty()) {
        page.fact("what counts", fmt::format("{} ({})", counts->description.text, state_of(counts->description)));
        page.fact("difference", word_changes(counts->description.text, one.text));
    }
    return page.take();
}

std::string evidence_page(catalog::Store &store, catalog::TextRow const &row, std::optional<std::size_t> width,
                          std::size_t lines) {
    auto const source = store.find_source(row.source);
    auto const object =
        row.database || !source ? std::nullopt : store.find(source->id, row.kind, row.schema, row.table, row.name);
    if (!object) return {};
    auto const around = store.neighbourhood(*source, *object, k_neighbours);
    auto profile = find_shown_profile(store, *source, *object);
    profile.said.reset();
    auto const whole = show_text(around, profile, width, false);
    std::string text;
    std::size_t shown = 0;
    auto const all = base::split(whole, '\n');
    // The title says again what the text is about.
    for (std::size_t i = 1; i < all.size() && shown < lines; ++i) {
        if (base::trim(all[i]).empty()) continue;
        text += all[i] + "\n";
        ++shown;
    }
    if (shown == lines) text += fmt::format("  ... scribe show {} has all\n", base::single_line(row.ref()));
    return text;
}

std::string versions_page(catalog::Store &store, catalog::TextRow const &row, std::optional<std::size_t> width,
                          bool styled) {
    ShowPage page{width, styled};
    page.heading("Versions");
    auto versions = catalog::text_versions(store, row.object_id);
    std::ranges::reverse(versions);
    std::vector<std::vector<std::string>> rows;
    for (auto const &one : versions)
        rows.push_back({std::to_string(one.version), base::human_time(one.created_at), one.author,
                        state_of(one.description),
                        one.description.text.empty() ? "(" + base::join(one.description.reasons, "; ") + ")"
                                                     : one.description.text});
    page.rows(rows);
    return page.take();
}

} // namespace scribe::cli
