// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/pages.hpp"
#include "export/markdown/writing.hpp"
#include "model/code/code_names.hpp"
#include "model/code/object_code.hpp"
#include "model/object_text.hpp"

namespace scribe::exporter::markdown {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// What may be `schema.name` around the dot; both are empty where a word is missing.
model::Ref around_dot(std::string_view text, std::size_t dot) {
    auto from = dot;
    while (from > 0 && is_word(text[from - 1])) --from;
    auto end = dot + 1;
    while (end < text.size() && is_word(text[end])) ++end;
    if (from == dot || end == dot + 1) return {};
    return {base::to_lower_ascii(text.substr(from, dot - from)),
            base::to_lower_ascii(text.substr(dot + 1, end - dot - 1))};
}

} // namespace

void Uses::look(std::string_view text, bool casts_only, std::set<model::Ref> &found) const {
    auto const consider = [&](model::Ref const &name) {
        auto const &type = m_survey->shown_type(name);
        if (name.empty() || found.contains(type) || !m_survey->types.find(type)) return;
        if (model::names_type(text, name.schema, name.name, casts_only)) found.insert(type);
    };
    if (text.find('"') == std::string_view::npos) {
        // Most texts name no type: reading all names of each would cost more than the pages.
        for (auto dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', dot + 1))
            consider(around_dot(text, dot));
        return;
    }
    for (auto const &name : model::names_in_code(text)) {
        if (name.parts.size() == 2) consider({name.parts[0], name.parts[1]});
    }
}

model::Ref const *Uses::type_named(std::string_view text) const {
    std::set<model::Ref> found;
    look(text, false, found);
    if (found.size() != 1) return nullptr;
    auto const &all = m_survey->types.all();
    auto const type = all.find(*found.begin());
    return type == all.end() ? nullptr : &type->first;
}

template <typename T> std::set<model::Ref> Uses::casts(T const &object) const {
    std::set<model::Ref> found;
    model::visit_code(object, [&](std::string_view text) { look(text, true, found); });
    return found;
}

void Uses::add(Lists &lists, model::Ref const &used, Part part) {
    auto &list = lists[used];
    if (++list.total <= k_list_limit) list.first.push_back(std::move(part));
}

void Uses::add_types(std::set<model::Ref> const &types, Part const &part) {
    for (auto const &type : types) add(m_types, type, part);
}

void Uses::gather(Relation const &relation) {
    auto const self = relation.ref();
    for (auto const &trigger : relation.triggers) {
        if (!trigger.function.empty() && !trigger.inherited)
            add(m_routines, trigger.function, {model::Kind::trigger, "trigger", self, trigger.name});
    }
    if (m_survey->types.all().empty()) return;
    auto types = relation.table ? casts(*relation.table) : casts(*relation.view);
    if (relation.table && !relation.table->of_type.empty()) types.insert(relation.table->of_type);
    auto const kind = relation.table ? model::Kind::table : model::Kind::view;
    add_types(types, {kind, relation_kind(relation), self, ""});
    auto const add_part = [&](auto const &part, std::string_view label, std::set<model::Ref> const &used) {
        if (!used.empty()) add_types(used, {part.k_kind, std::string{label}, self, part.name});
    };
    for (auto const &column : relation.columns) {
        auto used = casts(column);
        if (!column.user_type.empty()) used.insert(m_survey->shown_type(column.user_type));
        add_part(column, "column", used);
    }
    for (auto const &constraint : relation.constraints) add_part(constraint, constraint.type, casts(constraint));
    for (auto const &index : relation.indexes) add_part(index, "index", casts(index));
    for (auto const &trigger : relation.triggers) add_part(trigger, "trigger", casts(trigger));
    for (auto const &rule : relation.rules) add_part(rule, "rule", casts(rule));
    for (auto const &policy : relation.policies) add_part(policy, "policy", casts(policy));
}

void Uses::gather(model::Type const &type) {
    auto used = casts(type);
    model::visit_types(type, [&](std::string_view text) { look(text, false, used); });
    used.erase({type.schema, type.name});
    add_types(used, {model::Type::k_kind, model::kind_label(type), {type.schema, type.name}, ""});
}

void Uses::gather(model::Routine const &routine) {
    if (m_survey->types.all().empty()) return;
    auto used = casts(routine);
    model::visit_types(routine, [&](std::string_view text) { look(text, false, used); });
    add_types(
        used,
        {model::Routine::k_kind, model::kind_label(routine), {routine.schema, routine.routine_name}, routine.name});
}

} // namespace scribe::exporter::markdown
