// SPDX-License-Identifier: MIT
// A real TLS server (Python's) with a certificate of its own.
#include "http/client.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

using namespace scribe;
using namespace scribe::http;

namespace {

constexpr char const *k_server = R"py(
import http.server, ssl, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"got " + body)
    def log_message(self, *_): pass
    def log_error(self, *_): pass
class Server(http.server.HTTPServer):
    def handle_error(self, *_): pass
server = Server(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
server.timeout = 20
print(server.server_port, flush=True)
for _ in range(2): server.handle_request()
)py";

/// The server, in a folder of its own; it ends after two connections.
class TlsServer {
public:
    TlsServer() {
        REQUIRE(::mkdtemp(m_folder.data()));
        std::ofstream{m_folder + "/server.py"} << k_server;
        auto const command = "cd " + m_folder +
                             " && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "
                             "/CN=scribe-test -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem "
                             "2>/dev/null && exec python3 server.py";
        m_process = ::popen(command.c_str(), "r");
        REQUIRE(m_process);
        int port = 0;
        REQUIRE(std::fscanf(m_process, "%d", &port) == 1);
        url = "https://127.0.0.1:" + std::to_string(port) + "/";
    }
    TlsServer(TlsServer const &) = delete;
    TlsServer &operator=(TlsServer const &) = delete;
    ~TlsServer() {
        ::pclose(m_process);
        std::filesystem::remove_all(m_folder);
    }
    std::string certificate() const { return m_folder + "/cert.pem"; }

    std::string url;

private:
    std::string m_folder = "/tmp/scribe-tls-XXXXXX";
    FILE *m_process = nullptr;
};

} // namespace

TEST_CASE("https trusts the authorities it is told to, and no others", "[http]") {
    ::unsetenv("SSL_CERT_FILE");
    TlsServer const server;
    Request request;
    request.url = server.url;
    request.body = "hello";
    try {
        send(request);
        FAIL("a server that nobody vouches for was trusted");
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::service);
        CHECK(std::string{error.what()}.find("certificate") != std::string::npos);
    }
    ::setenv("SSL_CERT_FILE", server.certificate().c_str(), 1);
    auto const response = send(request);
    ::unsetenv("SSL_CERT_FILE");
    CHECK(response.status == 200);
    CHECK(response.body == "got hello");
}
