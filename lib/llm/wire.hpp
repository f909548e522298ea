// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "http/client.hpp"
#include "llm/backend.hpp"

// How providers are spoken to over HTTP: not part of this module's surface.
namespace scribe::llm {

/// What a provider's documentation says of requests and answers: pure functions of them.
class Wire {
public:
    explicit Wire(Endpoint const &endpoint) : m_endpoint(endpoint) {}
    virtual ~Wire() = default;

    /// How many ways there are to ask for JSON, the strictest first.
    virtual int forms() const { return 1; }
    virtual http::Request request(Request const &request, int form) const = 0;
    /// Of an answer with status 2xx.
    virtual Reply read(std::string const &body) const = 0;

protected:
    /// A POST of JSON to a path below the base URL, which keeps its own query.
    http::Request post(std::string_view path, std::vector<std::string> headers, std::string body) const;
    Endpoint const &m_endpoint;
};

std::unique_ptr<Wire> make_openai(Endpoint const &endpoint);
std::unique_ptr<Wire> make_anthropic(Endpoint const &endpoint);
std::unique_ptr<Wire> make_gemini(Endpoint const &endpoint);
std::unique_ptr<Wire> make_ollama(Endpoint const &endpoint);

/// One member of "messages".
void write_message(base::JsonWriter &json, std::string_view role, std::string_view content);

/// The prompt for a server that takes no schema: it stands in the text.
std::string prompt_with_schema(Request const &request);

/// What a body that is no answer says: "error.message", "error" or "message" of it, else its beginning, on one line.
std::string error_text(std::string const &body);

} // namespace scribe::llm
