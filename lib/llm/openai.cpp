// SPDX-License-Identifier: MIT
// POST /chat/completions: https://platform.openai.com/docs/api-reference/chat, which many servers speak.
#include "http/client.hpp"
#include "llm/read.hpp"
#include "llm/wire.hpp"

namespace scribe::llm {

namespace {

struct Message {
    std::optional<std::string> content, refusal;
};
template <typename Visit> void fields(Visit &&visit, Message &o) {
    visit("content", o.content);
    visit("refusal", o.refusal);
}

struct Choice {
    Message message;
    std::optional<std::string> finish_reason;
};
template <typename Visit> void fields(Visit &&visit, Choice &o) {
    visit("message", o.message);
    visit("finish_reason", o.finish_reason);
}

struct Usage {
    std::int64_t prompt_tokens = 0, completion_tokens = 0;
};
template <typename Visit> void fields(Visit &&visit, Usage &o) {
    visit("prompt_tokens", o.prompt_tokens);
    visit("completion_tokens", o.completion_tokens);
}

struct Completion {
    std::string model;
    std::vector<Choice> choices;
    std::optional<Usage> usage;
};
template <typename Visit> void fields(Visit &&visit, Completion &o) {
    visit("model", o.model);
    visit("choices", o.choices);
    visit("usage", o.usage);
}

class OpenAi final : public Wire {
public:
    using Wire::Wire;

    /// A schema; JSON of any form, the schema in the prompt; the same without a word to the server.
    int forms() const override { return 3; }

    http::Request request(Request const &request, int form) const override {
        base::JsonWriter json;
        json.begin_object();
        json.member("model", m_endpoint.model);
        json.key("messages");
        json.begin_array();
        write_message(json, "system", request.system);
        write_message(json, "user", form == 0 ? request.prompt : prompt_with_schema(request));
        json.end_array();
        if (form < 2) write_format(json, request, form);
        json.end_object();
        std::vector<std::string> headers;
        if (!m_endpoint.key.empty()) headers.push_back("Authorization: Bearer " + m_endpoint.key);
        // Azure's older paths, /openai/deployments/NAME?api-version=..., take the key so.
        if (!m_endpoint.key.empty() && m_endpoint.base_url.find(".azure.com") != std::string::npos)
            headers.push_back("api-key: " + m_endpoint.key);
        return post("/chat/completions", std::move(headers), json.take());
    }

    Reply read(std::string const &body) const override {
        Completion completion;
        if (!read_json(body, completion) || completion.choices.empty())
            return {Reply::Kind::temporary, "the answer is no chat completion"};
        auto const &choice = completion.choices.front();
        Reply reply;
        reply.model = completion.model;
        if (completion.usage) {
            reply.tokens_in = completion.usage->prompt_tokens;
            reply.tokens_out = completion.usage->completion_tokens;
        }
        auto const finish = choice.finish_reason.value_or("");
        bool const refused = !choice.message.refusal.value_or("").empty() || finish == "content_filter";
        reply.kind = refused ? Reply::Kind::refused : finish == "length" ? Reply::Kind::cut : Reply::Kind::answer;
        reply.text = refused ? choice.message.refusal.value_or(finish) : choice.message.content.value_or("");
        return reply;
    }

private:
    static void write_format(base::JsonWriter &json, Request const &request, int form) {
        json.key("response_format");
        json.begin_object();
        json.member("type", form == 0 ? "json_schema" : "json_object");
        if (form == 0) {
            json.key("json_schema");
            json.begin_object();
            json.member("name", "answer");
            json.member("strict", true);
            json.key("schema");
            json.raw(request.schema);
            json.end_object();
        }
        json.end_object();
    }
};

} // namespace

std::unique_ptr<Wire> make_openai(Endpoint const &endpoint) { return std::make_unique<OpenAi>(endpoint); }

} // namespace scribe::llm
