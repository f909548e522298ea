// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/objects.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace scribe::catalog {

std::vector<Subject const *> const &subjects() {
    static std::vector<Subject const *> const k_subjects = {
        &context_subject(),      &description_subject(), &glossary_subject(), &label_subject(),
        &relationship_subject(), &rename_subject(),      &source_subject(),   &template_subject()};
    return k_subjects;
}

Subject const *find_subject(std::string_view name) {
    auto const found = std::ranges::find(subjects(), name, &Subject::name);
    return found == subjects().end() ? nullptr : *found;
}

std::vector<NamedObject> object_of(Store &store, Event const &event) {
    auto const id = base::parse_int(std::string_view{event.subject_id}.substr(0, event.subject_id.find('/')));
    if (!id) return {};
    sqlite::Stmt select{store.db(), fmt::format("SELECT {}, n.name FROM object o JOIN source n ON n.id = o.source_id "
                                                "WHERE o.id = ?",
                                                k_bare_columns)};
    select.bind(1, *id);
    NamedObject object;
    if (!select.step()) {
        for (auto const &source : store.sources()) {
            if (model::database_id(source.name) != *id) continue;
            object.source = object.record.name = source.name;
            object.record.kind = model::Kind::server;
            return {std::move(object)};
        }
        return {};
    }
    read_record(select, object.record, 0);
    object.source = select.get_text(9);
    return {std::move(object)};
}

} // namespace scribe::catalog
