// SPDX-License-Identifier: MIT
#include "catalog/said/review.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

using base::Error;
using base::ExitCode;

std::string version_text(std::int64_t version) { return fmt::format("version {}", version); }

} // namespace

Review::Review(Store &store, std::string author, std::string command)
    : m_store(store), m_author(author), m_changes(store.db(), std::move(author), std::move(command)) {}

bool Review::put(TextRow const &row, std::int64_t version, model::Description const &next) {
    return change_version(m_store, m_changes, {row.object_id, version}, row.ref(), next, m_author, row.evidence);
}

bool Review::set_status(TextRow const &row, std::string_view status) {
    auto const state = description_state(m_store, row.object_id, row.version);
    if (!state) return false;
    auto next = model::description_from_json(*state, row.ref());
    next.status = status;
    if (status == "approved") next.stale = false;
    return put(row, row.version, next);
}

/// The same, as said by who chose it.
model::Description Review::chosen(model::Description description, std::string reason) {
    description.reasons.insert(description.reasons.begin(), std::move(reason));
    description.origin = "human";
    description.writer.clear();
    description.status = "approved";
    description.stale = false;
    description.confidence = 1;
    return description;
}

bool Review::replaces_people(TextRow const &row) {
    if (row.description.origin == "human") return false;
    auto const versions = text_versions(m_store, row.object_id);
    return std::ranges::any_of(versions, [](TextVersion const &one) {
        return one.description.origin == "human" && one.description.status == "approved";
    });
}

bool Review::approve(TextRow const &row) {
    bool const replaces = replaces_people(row);
    if (!set_status(row, "approved")) return false;
    if (!replaces) return true;
    auto const state = description_state(m_store, row.object_id, row.version).value();
    auto next = model::description_from_json(state, row.ref());
    auto reason = fmt::format("a person approved {} ({})", version_text(row.version), next.origin);
    return put(row, next_version(m_store, row.object_id), chosen(std::move(next), std::move(reason)));
}

bool Review::reject(TextRow const &row) { return set_status(row, "rejected"); }

bool Review::edit(TextRow const &row, std::string_view text) {
    auto const trimmed = base::trim(text);
    if (trimmed.empty())
        throw Error(ExitCode::usage, fmt::format("the text for {} is empty", base::single_line(row.ref())),
                    "scribe review reject takes a text away");
    if (trimmed.size() > k_most_text)
        throw Error(ExitCode::usage, fmt::format("the text for {} has {} bytes, more than {}",
                                                 base::single_line(row.ref()), trimmed.size(), k_most_text));
    auto const &old = row.description;
    bool const counts = old.origin == "comment" || (old.origin == "human" && old.status == "approved" && !old.stale);
    if (counts && old.text == trimmed) return false;
    model::Description next;
    next.text = base::sanitize_utf8(trimmed);
    next.origin = "human";
    next.status = "approved";
    next.confidence = 1;
    next.reasons = {old.text.empty() || row.version == 0
                        ? std::string{"a person wrote it"}
                        : fmt::format("a person edited {} ({})", version_text(row.version), old.origin)};
    return put(row, next_version(m_store, row.object_id), next);
}

void Review::restore(TextRow const &row, TextVersion const &version) {
    auto next = version.description;
    auto reason = fmt::format("a person restored {}", version_text(version.version));
    auto versioned = row;
    versioned.description.origin = next.origin;
    if (replaces_people(versioned)) {
        next = chosen(std::move(next), reason + fmt::format(" ({})", version.description.origin));
    } else {
        next.status = "approved";
        next.stale = false;
        next.reasons.insert(next.reasons.begin(), std::move(reason));
    }
    put(row, next_version(m_store, row.object_id), next);
}

} // namespace scribe::catalog
