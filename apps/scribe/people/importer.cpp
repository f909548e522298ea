// SPDX-License-Identifier: MIT
#include "people/importer.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/descriptions.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <utility>

namespace scribe::cli {

namespace {

/// What the file calls the object, as references are written.
std::string written_ref(context::Statement const &statement) {
    std::string ref;
    for (auto const &part : {statement.schema, statement.table, statement.name}) {
        if (!part.empty()) ref += (ref.empty() ? "" : ".") + model::format_ref("", part);
    }
    return ref.empty() ? statement.source + ":" : ref;
}

} // namespace

Importer::Importer(catalog::Store &store, catalog::ContextWriter &writer, std::string source, OnConflict on_conflict,
                   OnLine on_line)
    : m_store(store), m_writer(writer), m_finder(store, std::move(source)), m_on_conflict(on_conflict),
      m_on_line(std::move(on_line)) {}

Importer::Known Importer::known(std::int64_t object_id, std::string const &field) {
    Known known{m_writer.present(object_id, field), false};
    known.decided = !known.text.empty();
    if (field != "description" || known.decided) return known;
    if (auto const row = catalog::find_text(m_store, object_id); row && row->description.status == "approved")
        known = {row->description.text, row->description.origin != "comment"};
    return known;
}

void Importer::take(context::Statement &&statement) {
    ++m_counts.rows;
    auto found = m_finder.find({statement.source, statement.kind, statement.schema, statement.table, statement.name});
    if (!found.of) {
        ++m_counts.unmatched;
        m_on_line({std::move(statement.place), written_ref(statement), "", "unmatched", "", "", std::move(found.why),
                   std::move(found.near)});
        return;
    }
    for (auto const &[field, text] : statement.fields)
        take_field(*found.of, std::string{context::field_name(field)}, text, statement.place);
}

void Importer::take_field(catalog::SaidOf const &of, std::string const &field, std::string const &text,
                          std::string const &place) {
    auto after = model::normal_context(field, text);
    if (after.empty()) return;
    auto const [before, decided] = known(of.object_id, field);
    auto const [first, is_first] = m_said_at.try_emplace({of.object_id, field}, place);
    std::string action = "new";
    if (decided && before != after) {
        action = m_on_conflict == OnConflict::keep ? "kept" : "replaced";
        if (m_on_conflict == OnConflict::merge) {
            after = model::merge_context(field, before, after);
            action = "merged";
        }
    }
    if (before == after) {
        ++m_counts.same;
        return;
    }
    if (!is_first && action != "new" && action != "merged")
        base::log::warn("{}: {} of {} is another one than at {}: {}", base::single_line(place), field,
                        base::single_line(of.label), base::single_line(first->second),
                        action == "kept" ? "the first one counts" : "this one counts");
    if (action != "kept") {
        try {
            m_writer.save(of, field, after, place);
        } catch (base::Error const &error) {
            if (error.code() != base::ExitCode::usage) throw;
            throw base::Error(base::ExitCode::config, fmt::format("{}: {}", place, error.what()), error.hint());
        }
    }
    ++(action == "new"        ? m_counts.added
       : action == "replaced" ? m_counts.replaced
       : action == "merged"   ? m_counts.merged
                              : m_counts.kept);
    m_on_line({place, of.label, field, action, before, std::move(after), "", {}});
}

} // namespace scribe::cli
