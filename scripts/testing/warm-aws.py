"""The AWS CLI of this machine, loaded once: each call is a fork of it, with the caller's arguments, environment,
folder and files. Half of a call's second is the loading. Ends with its standard input, and takes the folder of its
socket away.

Usage: warm-aws.py SOCKET
"""

import json
import os
import select
import shutil
import signal
import socket
import sys

import awscli.clidriver

# Where the CLI's own data is: it says so to itself by this variable, when it is loaded.
DATA_PATH = os.environ["AWS_DATA_PATH"]


def call(connection, request, files):
    for number, file in enumerate(files):
        os.dup2(file, number)
    for file in files:
        os.close(file)
    os.environ.clear()
    os.environ.update({"AWS_DATA_PATH": DATA_PATH, **request["env"]})
    os.chdir(request["cwd"])
    sys.argv = ["aws", *request["args"]]
    sys.stdin = open(0, closefd=False)
    sys.stdout = open(1, "w", closefd=False)
    sys.stderr = open(2, "w", closefd=False)
    try:
        status = awscli.clidriver.main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException as fault:
        print(fault, file=sys.stderr)
        status = 255
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(str(status or 0).encode())


def main():
    server = socket.socket(socket.AF_UNIX)
    server.bind(sys.argv[1])
    server.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while True:
        ready, _, _ = select.select([server, sys.stdin], [], [])
        if sys.stdin in ready:
            shutil.rmtree(os.path.dirname(sys.argv[1]), ignore_errors=True)
            return
        connection, _ = server.accept()
        text, files, _, _ = socket.recv_fds(connection, 1 << 20, 3)
        while not text.endswith(b"\n"):
            more = connection.recv(1 << 20)
            if not more:
                break
            text += more
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            server.close()
            call(connection, json.loads(text), files)
            os._exit(0)
        connection.close()
        for file in files:
            os.close(file)


main()
