// SPDX-License-Identifier: MIT
// POST /api/chat: https://github.com/ollama/ollama/blob/main/docs/api.md
#include "llm/read.hpp"
#include "llm/wire.hpp"

namespace scribe::llm {

namespace {

struct Message {
    std::string content;
};
template <typename Visit> void fields(Visit &&visit, Message &o) { visit("content", o.content); }

struct Chat {
    std::string model, done_reason;
    std::optional<Message> message;
    std::int64_t tokens_in = 0, tokens_out = 0;
};
template <typename Visit> void fields(Visit &&visit, Chat &o) {
    visit("model", o.model);
    visit("done_reason", o.done_reason);
    visit("message", o.message);
    visit("prompt_eval_count", o.tokens_in);
    visit("eval_count", o.tokens_out);
}

class Ollama final : public Wire {
public:
    using Wire::Wire;

    http::Request request(Request const &request, int) const override {
        base::JsonWriter json;
        json.begin_object();
        json.member("model", m_endpoint.model);
        json.key("messages");
        json.begin_array();
        write_message(json, "system", request.system);
        write_message(json, "user", request.prompt);
        json.end_array();
        json.member("stream", false);
        json.key("format");
        json.raw(request.schema);
        // The documentation asks for it where answers have a schema.
        json.key("options");
        json.raw(R"({"temperature":0})");
        json.end_object();
        std::vector<std::string> headers;
        if (!m_endpoint.key.empty()) headers.push_back("Authorization: Bearer " + m_endpoint.key);
        return post("/api/chat", std::move(headers), json.take());
    }

    Reply read(std::string const &body) const override {
        Chat chat;
        if (!read_json(body, chat) || !chat.message) return {Reply::Kind::temporary, "the answer is no chat"};
        Reply reply;
        reply.kind = chat.done_reason == "length" ? Reply::Kind::cut : Reply::Kind::answer;
        reply.text = chat.message->content;
        reply.model = chat.model;
        reply.tokens_in = chat.tokens_in;
        reply.tokens_out = chat.tokens_out;
        return reply;
    }
};

} // namespace

std::unique_ptr<Wire> make_ollama(Endpoint const &endpoint) { return std::make_unique<Ollama>(endpoint); }

} // namespace scribe::llm
