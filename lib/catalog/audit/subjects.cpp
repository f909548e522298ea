// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/objects.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace scribe::catalog {

std::vector<Subject const *> const &subjects() {
    static std::vector<Subject const *> const k_subjects = {&label_subject(), &relationship_subject(),
                                                            &rename_subject(), &source_subject()};
    return k_subjects;
}

Subject const *find_subject(std::string_view name) {
    auto const found = std::ranges::find(subjects(), name, &Subject::name);
    return found == subjects().end() ? nullptr : *found;
}

std::vector<NamedObject> object_of(Store &store, Event const &event) {
    auto const id = base::parse_int(event.subject_id);
    if (!id) return {};
    sqlite::Stmt select{store.db(), fmt::format("SELECT {}, n.name FROM object o JOIN source n ON n.id = o.source_id "
                                                "WHERE o.id = ?",
                                                k_bare_columns)};
    select.bind(1, *id);
    if (!select.step()) return {};
    NamedObject object;
    read_record(select, object.record, 0);
    object.source = select.get_text(9);
    return {std::move(object)};
}

} // namespace scribe::catalog
