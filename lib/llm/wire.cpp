// SPDX-License-Identifier: MIT
#include "llm/wire.hpp"

#include "base/text.hpp"
#include "llm/read.hpp"

#include <fmt/format.h>

namespace scribe::llm {

namespace {

/// More of an error message helps nobody.
constexpr std::size_t k_most_error = 300;

struct Inner {
    std::string message;
};
template <typename Visit> void fields(Visit &&visit, Inner &o) { visit("message", o.message); }

struct Nested {
    Inner error;
};
template <typename Visit> void fields(Visit &&visit, Nested &o) { visit("error", o.error); }

struct Flat {
    std::string error, message;
};
template <typename Visit> void fields(Visit &&visit, Flat &o) {
    visit("error", o.error);
    visit("message", o.message);
}

} // namespace

std::int64_t estimate_tokens(std::size_t bytes) { return static_cast<std::int64_t>(bytes + 3) / 4; }

std::int64_t estimate_tokens(Request const &request) {
    return estimate_tokens(request.system.size() + request.prompt.size() + request.schema.size());
}

http::Request Wire::post(std::string_view path, std::vector<std::string> headers, std::string body) const {
    auto url = m_endpoint.base_url.empty() ? std::string{standard_url(m_endpoint.provider)} : m_endpoint.base_url;
    auto const query = url.find('?');
    auto const rest = query == std::string::npos ? std::string{} : url.substr(query);
    url.resize(std::min(query, url.size()));
    while (url.ends_with('/')) url.pop_back();
    http::Request request;
    request.url = url + std::string{path} + rest;
    request.headers = std::move(headers);
    request.headers.emplace_back("Content-Type: application/json");
    request.headers.emplace_back("Expect:"); // or curl waits a second for servers that do not know it
    request.body = std::move(body);
    request.timeout = m_endpoint.timeout;
    request.most_bytes = m_endpoint.most_bytes;
    return request;
}

void write_message(base::JsonWriter &json, std::string_view role, std::string_view content) {
    json.begin_object();
    json.member("role", role);
    json.member("content", content);
    json.end_object();
}

std::string prompt_with_schema(Request const &request) {
    return request.prompt + "\n\nAnswer with one JSON object that fits this JSON Schema, and nothing else:\n" +
           request.schema;
}

std::string error_text(std::string const &body) {
    Nested nested;
    Flat flat;
    std::string text;
    if (read_json(body, nested)) text = nested.error.message;
    else if (read_json(body, flat)) text = flat.error.empty() ? flat.message : flat.error;
    if (text.empty()) text = body;
    text = base::single_line(base::sanitize_utf8(text));
    return std::string{base::utf8_head(text, k_most_error)};
}

} // namespace scribe::llm
