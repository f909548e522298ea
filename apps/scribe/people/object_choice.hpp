// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/human_texts.hpp"
#include "catalog/store.hpp"
#include "options/cli_fwd.hpp"
#include "options/options_common.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::cli {

/// Which objects an action on words of people works on: one REF, and what makes it clear.
struct ObjectChoice {
    std::string ref;
    std::string source;
    std::vector<std::string> types;
};

void add_object_choice(CLI::App &app, ObjectChoice &choice);

/// An object, or a database itself.
struct ChosenObject {
    catalog::SourceRow source;
    std::optional<model::Record> record; ///< nothing: the database
    bool removed = false;                ///< the last scan did not find it

    std::int64_t id() const;
    /// "main.customer.email"; "shop:" is the database shop.
    std::string ref() const;
    catalog::SaidOf said_of() const { return {id(), source.id, ref()}; }
};

/// "shop" of "shop:", which is the database itself; nothing for other references.
std::optional<std::string> database_of(std::string_view ref);
/// References as a listing takes them: those that are databases ("shop:") are moved to `databases`.
std::vector<model::RefPattern> patterns_of(RefOptions refs, std::vector<std::string> &databases, Context &context);
/// The reference that a row of a listing has; a kind of nothing is the database.
std::string row_ref(std::string const &source, std::optional<model::Kind> kind, std::string const &schema,
                    std::string const &table, std::string const &name, bool several_sources);
/// "table", "column" ...; "database" for nothing.
std::string_view type_name(std::optional<model::Kind> kind);

/// The objects meant: tables and views before other things of that name, columns after all of them. A name that is no
/// object's may be that of a source, which is the database itself; `removed`: or of an object that is gone. Throws
/// base::Error(usage) when there is none, or when a name without * and ? means several.
std::vector<ChosenObject> choose_objects(catalog::Store &store, ObjectChoice const &choice, bool removed);

} // namespace scribe::cli
