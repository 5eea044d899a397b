"""The file of a project (*expediente*): every paper of it in the order of their days, leaves numbered.

It begins with the act that approved the project. Each paper is laid out by itself, one after the other, so
that a long file takes no more memory than its longest paper; then they are joined and stamped as the
volumes of the book are.
"""
