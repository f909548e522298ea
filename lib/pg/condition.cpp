// SPDX-License-Identifier: MIT
#include "pg/condition.hpp"

#include <algorithm>
#include <utility>

namespace scribe::pg {

bool may_quote_values(std::string_view sqlstate) {
    static constexpr std::string_view k_of_objects[] = {"08", "0A", "25", "28", "3D", "3F", "40",
                                                        "42", "53", "54", "55", "57", "58"};
    return std::find(std::begin(k_of_objects), std::end(k_of_objects), sqlstate.substr(0, 2)) == std::end(k_of_objects);
}

std::string_view condition_name(std::string_view sqlstate) {
    static constexpr std::pair<std::string_view, std::string_view> k_names[] = {
        {"21", "cardinality violation"},
        {"22000", "data exception"},
        {"22001", "a text is too long for its type"},
        {"22003", "numeric value out of range"},
        {"22004", "null value not allowed"},
        {"22007", "invalid datetime format"},
        {"22008", "datetime field overflow"},
        {"22011", "substring error"},
        {"22012", "division by zero"},
        {"22021", "character not in repertoire"},
        {"22023", "invalid parameter value"},
        {"2202E", "array subscript error"},
        {"22030", "duplicate JSON object key value"},
        {"22032", "invalid JSON text"},
        {"22033", "invalid SQL/JSON subscript"},
        {"2203", "SQL/JSON error"},
        {"2200L", "not an XML document"},
        {"2200M", "invalid XML document"},
        {"2200N", "invalid XML content"},
        {"2201B", "invalid regular expression"},
        {"2201E", "invalid argument for logarithm"},
        {"2201F", "invalid argument for power function"},
        {"22P01", "floating point exception"},
        {"22P02", "invalid text representation"},
        {"22P03", "invalid binary representation"},
        {"22P05", "untranslatable character"},
        {"22", "data exception"},
        {"23502", "not null violation"},
        {"23503", "foreign key violation"},
        {"23505", "unique violation"},
        {"23514", "check violation"},
        {"23", "integrity constraint violation"},
        {"38", "external routine exception"},
        {"39", "external routine invocation exception"},
        {"HV", "foreign data wrapper error"},
        {"P0001", "an exception that a function raised"},
        {"P0", "an error within a function"},
        {"XX001", "data corrupted"},
        {"XX002", "index corrupted"},
        {"XX", "internal error"},
    };
    for (auto const &[state, name] : k_names)
        if (sqlstate.starts_with(state)) return name;
    return "error";
}

} // namespace scribe::pg
