// SPDX-License-Identifier: MIT
// POST /models/MODEL:generateContent: https://ai.google.dev/api/generate-content
#include "base/json.hpp"
#include "llm/read.hpp"
#include "llm/schema.hpp"
#include "llm/wire.hpp"

namespace scribe::llm {

namespace {

struct Part {
    std::string text;
    bool thought = false;
};
template <typename Visit> void fields(Visit &&visit, Part &o) {
    visit("text", o.text);
    visit("thought", o.thought);
}

struct Content {
    std::vector<Part> parts;
};
template <typename Visit> void fields(Visit &&visit, Content &o) { visit("parts", o.parts); }

struct Candidate {
    std::optional<Content> content;
    std::optional<std::string> finish_reason;
};
template <typename Visit> void fields(Visit &&visit, Candidate &o) {
    visit("content", o.content);
    visit("finishReason", o.finish_reason);
}

struct Feedback {
    std::string block_reason;
};
template <typename Visit> void fields(Visit &&visit, Feedback &o) { visit("blockReason", o.block_reason); }

struct Usage {
    std::int64_t prompt = 0, candidates = 0, thoughts = 0;
};
template <typename Visit> void fields(Visit &&visit, Usage &o) {
    visit("promptTokenCount", o.prompt);
    visit("candidatesTokenCount", o.candidates);
    visit("thoughtsTokenCount", o.thoughts);
}

struct Generated {
    std::vector<Candidate> candidates;
    std::optional<Feedback> feedback;
    std::optional<Usage> usage;
    std::string model;
};
template <typename Visit> void fields(Visit &&visit, Generated &o) {
    visit("candidates", o.candidates);
    visit("promptFeedback", o.feedback);
    visit("usageMetadata", o.usage);
    visit("modelVersion", o.model);
}

void write_parts(base::JsonWriter &json, std::string_view text) {
    json.key("parts");
    json.begin_array();
    json.begin_object();
    json.member("text", text);
    json.end_object();
    json.end_array();
}

class Gemini final : public Wire {
public:
    using Wire::Wire;

    http::Request request(Request const &request, int) const override {
        base::JsonWriter json;
        json.begin_object();
        json.key("systemInstruction");
        json.begin_object();
        write_parts(json, request.system);
        json.end_object();
        json.key("contents");
        json.begin_array();
        json.begin_object();
        json.member("role", "user");
        write_parts(json, request.prompt);
        json.end_object();
        json.end_array();
        json.key("generationConfig");
        json.begin_object();
        json.member("responseMimeType", "application/json");
        json.key("responseSchema");
        json.raw(open_schema(request.schema));
        json.end_object();
        json.end_object();
        return post("/models/" + m_endpoint.model + ":generateContent", {"x-goog-api-key: " + m_endpoint.key},
                    json.take());
    }

    Reply read(std::string const &body) const override {
        Generated generated;
        if (!read_json(body, generated)) return {Reply::Kind::temporary, "the answer is no generated content"};
        Reply reply;
        reply.model = generated.model;
        if (generated.usage) {
            reply.tokens_in = generated.usage->prompt;
            reply.tokens_out = generated.usage->candidates + generated.usage->thoughts;
        }
        if (generated.candidates.empty()) {
            bool const blocked = generated.feedback && !generated.feedback->block_reason.empty();
            reply.kind = blocked ? Reply::Kind::refused : Reply::Kind::temporary;
            reply.text = blocked ? generated.feedback->block_reason : "the answer has no candidate";
            return reply;
        }
        auto const &candidate = generated.candidates.front();
        auto const finish = candidate.finish_reason.value_or("STOP");
        reply.kind = finish == "STOP"         ? Reply::Kind::answer
                     : finish == "MAX_TOKENS" ? Reply::Kind::cut
                                              : Reply::Kind::refused;
        if (reply.kind == Reply::Kind::refused) reply.text = finish;
        else if (candidate.content)
            for (auto const &part : candidate.content->parts)
                if (!part.thought) reply.text += part.text;
        return reply;
    }
};

} // namespace

std::unique_ptr<Wire> make_gemini(Endpoint const &endpoint) { return std::make_unique<Gemini>(endpoint); }

} // namespace scribe::llm
