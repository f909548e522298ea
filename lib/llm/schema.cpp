// SPDX-License-Identifier: MIT
// The only file that sees valijson and nlohmann/json.
#include "llm/schema.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <map>
#include <mutex>

namespace scribe::llm {

namespace {

using Json = nlohmann::json;

/// The schemas of a run are few.
std::shared_ptr<valijson::Schema const> compiled(std::string const &text) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<valijson::Schema const>> known;
    std::lock_guard const lock{mutex};
    auto &entry = known[text];
    if (!entry) {
        auto const document = Json::parse(text);
        auto schema = std::make_shared<valijson::Schema>();
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter{document}, *schema);
        entry = std::move(schema);
    }
    return entry;
}

void drop_closing(Json &schema) {
    if (schema.is_object()) schema.erase("additionalProperties");
    if (schema.is_structured())
        for (auto &part : schema) drop_closing(part);
}

std::string place_of(std::vector<std::string> const &context) {
    std::string place;
    for (auto const &part : context) place += part == "<root>" ? "$" : part;
    return place;
}

} // namespace

std::string_view json_part(std::string_view text) {
    auto const begin = text.find('{');
    auto const end = text.rfind('}');
    return begin == std::string_view::npos || end == std::string_view::npos || end < begin
               ? text
               : text.substr(begin, end - begin + 1);
}

std::vector<std::string> misfits(std::string const &json, std::string const &schema, std::size_t most) {
    // Deep nesting would exhaust the stack of who walks it.
    constexpr int k_most_depth = 64;
    bool too_deep = false;
    auto const document = Json::parse(
        json,
        [&](int depth, Json::parse_event_t, Json &) {
            too_deep = too_deep || depth > k_most_depth;
            return !too_deep;
        },
        false);
    if (document.is_discarded() || too_deep) return {"it is no JSON, or it ends before its end"};
    valijson::Validator validator;
    valijson::ValidationResults results;
    std::vector<std::string> found;
    if (validator.validate(*compiled(schema), valijson::adapters::NlohmannJsonAdapter{document}, &results))
        return found;
    valijson::ValidationResults::Error error;
    while (results.popError(error) && found.size() < most)
        found.push_back(base::single_line(place_of(error.context) + ": " + error.description));
    if (found.empty()) found.emplace_back("it does not fit the schema");
    return found;
}

std::string open_schema(std::string const &schema) {
    auto document = Json::parse(schema);
    drop_closing(document);
    return document.dump();
}

} // namespace scribe::llm
