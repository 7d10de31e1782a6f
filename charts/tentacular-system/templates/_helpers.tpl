{{/* Labels of every object of the system; `part` is the component. The version stays off pods: it alone must not restart them. */}}
{{- define "tentacular-system.podLabels" -}}
app.kubernetes.io/name: {{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: tentacular-system
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{- define "tentacular-system.labels" -}}
{{ include "tentacular-system.podLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.Version | quote }}
helm.sh/chart: tentacular-system-{{ .root.Chart.Version }}
{{- end }}

{{/* An image from its short form, or from its parts; `global.imageRegistry` replaces the registry of both. */}}
{{- define "tentacular-system.image" -}}
{{- $global := .root.Values.global.imageRegistry -}}
{{- if kindIs "string" .image -}}
{{- $parts := splitList "/" .image -}}
{{- $hasHost := and (gt (len $parts) 1) (or (contains "." (first $parts)) (contains ":" (first $parts)) (eq (first $parts) "localhost")) -}}
{{- $rest := ternary (join "/" (rest $parts)) .image $hasHost -}}
{{- with $global }}{{ . }}/{{ $rest }}{{ else }}{{ .image }}{{ end -}}
{{- else -}}
{{- with $global | default .image.registry }}{{ . }}/{{ end -}}
{{ .image.repository }}{{ with .image.tag }}:{{ . }}{{ end }}{{ with .image.digest }}@{{ . }}{{ end -}}
{{- end -}}
{{- end }}

{{/* Pod Security Standard "restricted", with the numeric user that the image cannot say. */}}
{{- define "tentacular-system.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tentacular-system.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "tentacular-system.pullSecrets" -}}
{{- with .Values.global.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The tag of the module proxy's image, else its digest: bytes of modules belong to it. */}}
{{- define "tentacular-system.moduleProxyVersion" -}}
{{- $ref := last (splitList "/" (include "tentacular-system.image" (dict "root" . "image" .Values.moduleProxy.image))) -}}
{{- $tagged := first (splitList "@" $ref) -}}
{{- if contains ":" $tagged }}{{ last (splitList ":" $tagged) }}{{ else if contains "@" $ref }}{{ last (splitList "@" $ref) | replace ":" "-" | trunc 19 }}{{ else }}latest{{ end -}}
{{- end }}

{{/* The pods of `helm test`. */}}
{{- define "tentacular-system.testPod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
restartPolicy: Never
{{- with include "tentacular-system.pullSecrets" . }}
{{ . | trim }}
{{- end }}
securityContext:
  {{- include "tentacular-system.podSecurity" . | nindent 2 }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 64Mi
{{- end }}

{{- define "tentacular-system.testContainer" -}}
image: {{ .Values.tests.image | default (include "tentacular-system.image" (dict "root" . "image" .Values.moduleProxy.image)) }}
imagePullPolicy: IfNotPresent
command: [deno]
env:
  - name: HOME
    value: /tmp
  - name: DENO_DIR
    value: /tmp/deno
  - name: PATH
    value: /esm/bin:/usr/local/bin:/usr/bin:/bin
  - name: NO_COLOR
    value: "1"
securityContext:
  {{- include "tentacular-system.containerSecurity" . | nindent 2 }}
resources:
  requests:
    cpu: 10m
    memory: 64Mi
    ephemeral-storage: 16Mi
  limits:
    memory: 256Mi
    ephemeral-storage: 128Mi
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end }}
